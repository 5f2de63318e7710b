/*
 * body_import_words.h: the sentences of imports of the register.
 */
#ifndef MODULES_BODIES_BODY_IMPORT_WORDS_H
#define MODULES_BODIES_BODY_IMPORT_WORDS_H

#define IMPORT_PROBLEM "Problem" /* the last column of a file of failed rows */

/* what is wrong with a row */
#define ROW_PROBLEM "%.*s: %.*s"
#define ROW_TOO_MANY_CELLS                                                                     \
    "The row has more cells than the first line of the file. Look for a comma that is not "    \
    "inside quotation marks"
#define ROW_AREA_UNKNOWN "“%.*s” is not a council area. Use a name like Fife, or its code"
#define ROW_AREA_FOREIGN                                                                       \
    "%.*s is not in your partnership. You can add organisations that work in %.*s"
#define ROW_AREAS_MISSING "Name at least one council area where the organisation works"
#define ROW_KIND_UNKNOWN                                                                          \
    "“%.*s” is not a kind of organisation that the register knows. Leave the cell empty, or " \
    "use one of its words, like %.*s"
#define ROW_WORD_UNKNOWN "“%.*s” is not in the list. The list is: %.*s"
#define ROW_COMMUNITY_UNKNOWN "“%.*s” should be yes or no"
#define ROW_INCOME_UNKNOWN "“%.*s” is not a sum of money, like 25000"
#define ROW_TWICE "The same organisation stands in line %lld of the file already"
#define ROW_BAD_TEXT "The row holds characters that cannot be read"

/* the columns */
#define COLUMN_NAME "Name of the organisation"
#define COLUMN_OTHER_NAMES "Other names"
#define COLUMN_CHARITY_NUMBER "Scottish charity number"
#define COLUMN_COMPANY_NUMBER "Company number"
#define COLUMN_KIND "Kind of organisation"
#define COLUMN_PURPOSES "What it does"
#define COLUMN_AREAS "Council areas where it works"
#define COLUMN_TOWN "Town of its office"
#define COLUMN_POSTCODE "Postcode of its office"
#define COLUMN_WEBSITE "Website"
#define COLUMN_CONTACT_ROLE "Role of the public contact"
#define COLUMN_EMAIL "Email address"
#define COLUMN_PHONE "Telephone number"
#define COLUMN_OWN_NAME "Name of a person to contact"
#define COLUMN_OWN_EMAIL "That person’s email address"
#define COLUMN_OWN_PHONE "That person’s telephone number"
#define COLUMN_TOPICS "Topics"
#define COLUMN_GROUNDS "Why it is a third sector body of section 14"
#define COLUMN_COMMUNITY "Community body of section 37"
#define COLUMN_INCOME "Yearly income"
#define COLUMN_LANGUAGES "Languages other than English"
#define COLUMN_NONE "No column"

/* the upload */
#define IMPORT_ENTER_FILE "Select a file"
#define IMPORT_ENTER_SOURCE "Enter which list it is and who it is from"
#define IMPORT_ENTER_SOURCE_DATE "Enter the date of the list"
#define IMPORT_DATE_AHEAD "The date of the list must be today or in the past"
#define IMPORT_FILE_EMPTY "The file is empty"
#define IMPORT_FILE_TOO_BIG "The file must be smaller than 64 MB"
#define IMPORT_FILE_SPREADSHEET                                                                \
    "This is a spreadsheet file. Open it in your spreadsheet program, choose Save as, choose " \
    "CSV, and select the new file here"
#define IMPORT_FILE_NOT_TEXT                                                                   \
    "This file is not a CSV file. Save the list as CSV (UTF-8) and select the new file here"
#define IMPORT_FILE_QUOTES                                                                     \
    "Line %zu of the file cannot be read: %s. Correct that line, and select the file again"
#define IMPORT_FILE_COLUMNS                                                                    \
    "The file has more than %d columns in line %zu. Take out those that are not needed"
#define IMPORT_FILE_SEPARATOR                                                                  \
    "The cells of the file are parted by semicolons or tabs. Save it as CSV with commas"
#define IMPORT_FILE_NO_HEADER                                                                  \
    "The first line of the file must hold the names of its columns, like Name, Charity "       \
    "number, Council area"
#define IMPORT_FILE_NO_ROWS "The file holds the names of columns and no rows under them"
#define IMPORT_FILE_TOO_MANY_ROWS "The file has more than %d rows. Divide it into several files"
#define IMPORT_SOURCE_NOUN "Which list it is"
#define IMPORT_COMMENT_NOUN "Your comment"

/* the columns page */
#define IMPORT_SELECT_NAME "Select the column that holds the names of the organisations"
#define IMPORT_SELECT_AREAS                                                                    \
    "Select the column that holds council areas, or the areas for all rows"
#define IMPORT_COLUMN_TWICE "This column is selected for “%.*s” already"
#define IMPORT_EMPTY_CELL "(empty)"
#define IMPORT_UNNAMED "Column %zu"

/* the check page */
#define IMPORT_ANOTHER_IS_WRITTEN                                                              \
    "Another list is being added at this moment. Try again in a minute"
#define IMPORT_NOTHING_TO_ADD "There is no organisation to add"

/* states */
#define IMPORT_STATE_LOADING "Being loaded"
#define IMPORT_STATE_MATCHING "Columns to be matched"
#define IMPORT_STATE_CHECKING "Being checked"
#define IMPORT_STATE_CHECKED "Checked, nothing added yet"
#define IMPORT_STATE_WRITING "Being added"
#define IMPORT_STATE_LIVE "In the register"
#define IMPORT_STATE_UNDOING "Being undone"
#define IMPORT_STATE_UNDONE "Undone"
#define IMPORT_STATE_GIVEN_UP "Given up"
#define IMPORT_STATE_FAILED "Failed"

/* progress, as said in the live region */
#define PROGRESS_CHECKING "%lld of %lld rows are checked"
#define PROGRESS_WRITING "%lld of %lld organisations are added"
#define PROGRESS_UNDOING "%lld of %lld organisations are removed"
#define PROGRESS_DONE "Done"

#define IMPORT_BY_ADMIN "Administrator"
#define IMPORT_BY_COORDINATOR "Coordinator"
#define IMPORT_BY_OPERATOR "Operator"

/* names of the file for download */
#define IMPORT_FAILED_FILE "rows-to-correct-%lld.csv"

#endif
