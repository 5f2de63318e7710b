/*
 * app_words.h: the sentences of app/, in one table (architecture, decision 5).
 */
#ifndef APP_APP_WORDS_H
#define APP_APP_WORDS_H

#define APP_SERVICE_NAME "Community Justice Engagement"
#define APP_TAGLINE "Third sector and community voices in local plans"
#define APP_FOOTER_LINE "This is not a Scottish Government website."

#endif
