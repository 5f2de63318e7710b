#include "modules/people/browser_name.h"

#include "modules/people/people_words.h"

struct mark {
    const char *mark, *name;
};

/* The first that is found: browsers name those whose pages they want to be sent. */
static const struct mark browsers[] = {
    { "Edg/", "Edge" },
    { "EdgA/", "Edge" },
    { "EdgiOS/", "Edge" },
    { "OPR/", "Opera" },
    { "SamsungBrowser/", "Samsung Internet" },
    { "Vivaldi/", "Vivaldi" },
    { "FxiOS/", "Firefox" },
    { "Firefox/", "Firefox" },
    { "CriOS/", "Chrome" },
    { "HeadlessChrome/", "Chrome" },
    { "Chrome/", "Chrome" },
    { "Safari/", "Safari" },
};

static const struct mark systems[] = {
    { "iPhone", "iPhone" }, { "iPad", "iPad" },       { "Android", "Android" },
    { "CrOS", "ChromeOS" }, { "Windows", "Windows" }, { "Mac OS X", "Mac" },
    { "Linux", "Linux" },
};

static const char *name_in(struct str text, const struct mark *mark, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_find(text, str_from(mark[i].mark)) != STR_NONE)
            return mark[i].name;
    return NULL;
}

struct str browser_name(struct arena *a, struct str user_agent)
{
    const char *browser = name_in(user_agent, browsers, sizeof browsers / sizeof browsers[0]);
    const char *system = name_in(user_agent, systems, sizeof systems / sizeof systems[0]);
    if (!browser)
        browser = BROWSER_UNKNOWN;
    return system ? str_printf(a, BROWSER_ON, browser, system) : str_from(browser);
}
