/* theme_words.h: what pages of the coding frame say beside their templates. */
#ifndef MODULES_ANALYSIS_THEME_WORDS_H
#define MODULES_ANALYSIS_THEME_WORDS_H

#define THEME_ENTER_NAME "Enter a name for the theme"
#define THEME_THE_NAME "The name"
#define THEME_THE_DEFINITION "The definition"
#define THEME_THE_REASON "The reason"
#define THEME_TAKEN "There is a theme of that name. Enter another one"
#define THEME_MANY "There are 200 themes. Merge some before you add another"
#define THEME_SELECT_INTO "Select the theme that it becomes part of"
#define THEME_ENTER_REASON "Enter why"
#define THEME_ANY_QUESTION "Every question"
#define THEME_CHOOSE "Choose a theme"
#define THEME_ROLE_COORDINATOR "coordinator"
#define THEME_ROLE_ANALYST "analyst"

#define THEME_MADE "Made"
#define THEME_RENAMED "Renamed from “%.*s” to “%.*s”"
#define THEME_DEFINED "Defined anew"
#define THEME_MERGED "Merged into “%.*s”, codes moved: %lld"
#define THEME_REMOVED "Ended"
#define THEME_RESTORED "Offered again"

#endif
