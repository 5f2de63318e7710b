/* response_import_words.h: the sentences of bringing answers in. */
#ifndef MODULES_RESPONSES_RESPONSE_IMPORT_WORDS_H
#define MODULES_RESPONSES_RESPONSE_IMPORT_WORDS_H

#define ANSWERS_BY_ROLE "Coordinator"
#define ANSWERS_PROBLEM "Problem"
#define ANSWERS_FAILED_FILE "rows-with-errors-%lld.csv"

#define ANSWERS_COLUMN_NAME "Name of the person"
#define ANSWERS_COLUMN_ORGANISATION "Organisation"
#define ANSWERS_COLUMN_NUMBER "Charity number"
#define ANSWERS_COLUMN_EMAIL "Email address"
#define ANSWERS_COLUMN_RECEIVED "Date received"
#define ANSWERS_COLUMN_PUBLISH "May it be published"
#define ANSWERS_COLUMN_SOURCE "Where the original is"
#define ANSWERS_COLUMN_NONE "No column"
#define ANSWERS_COLUMN_OPTION "%.*s (%.*s)"

#define ANSWERS_ENTER_FILE "Select a file"
#define ANSWERS_ENTER_SOURCE "Enter where the answers come from"
#define ANSWERS_NOUN_SOURCE "Where the answers come from"
#define ANSWERS_NOUN_COMMENT "The comment"
#define ANSWERS_SELECT_QUESTION "Select the column of at least one question"
#define ANSWERS_TWICE "Select each column once"

#define ANSWERS_FILE_EMPTY "The file is empty"
#define ANSWERS_FILE_TOO_BIG "The file must be smaller than 8 MB"
#define ANSWERS_FILE_SPREADSHEET                                                               \
    "This is a spreadsheet file. Open it in your spreadsheet program, choose Save as, choose " \
    "CSV, and select the new file here"
#define ANSWERS_FILE_NOT_TEXT                                                                  \
    "This file is not a CSV file. Save the answers as CSV (UTF-8) and select the new file "    \
    "here"
#define ANSWERS_FILE_QUOTES                                                                    \
    "Line %zu of the file cannot be read: %s. Correct that line, and select the file again"
#define ANSWERS_FILE_NO_ROWS "The file holds the names of columns and no rows under them"
#define ANSWERS_FILE_TOO_MANY "The file has more than %d rows. Divide it into several files"

#define ANSWERS_ROW "%.*s: %.*s"
#define ANSWERS_ROW_EMPTY "The row holds no answer"
#define ANSWERS_ROW_OPTION "“%.*s” is not one of the answers"
#define ANSWERS_ROW_AHEAD "The date must be today or in the past"
#define ANSWERS_ROW_PUBLISH                                                                        \
    "“%.*s” is not a choice. Use Publish with name, Publish without name, Do not publish, or " \
    "leave it empty"
#define ANSWERS_ROW_EMAIL "“%.*s” is not an email address"
#define ANSWERS_ROW_LONG "The text is too long"

#define ANSWERS_TIE_UNKNOWN                                                                    \
    "No organisation of that name or number is in the register for your area"
#define ANSWERS_TIE_SEVERAL "More than one organisation has that name"
#define ANSWERS_TIE_APART "The charity number and the name belong to different organisations"

#define ANSWERS_IS_MATCHING "Columns to match"
#define ANSWERS_IS_CHECKED "Checked, nothing added yet"
#define ANSWERS_IS_WRITING "Being added"
#define ANSWERS_IS_LIVE "Added"
#define ANSWERS_IS_UNDONE "Undone"
#define ANSWERS_IS_GIVEN_UP "Given up"

#endif
