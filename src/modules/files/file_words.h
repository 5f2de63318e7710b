/*
 * file_words.h: what is said about files.
 */
#ifndef MODULES_FILES_FILE_WORDS_H
#define MODULES_FILES_FILE_WORDS_H

#define FILE_WORDS_KINDS                                                                       \
    "Choose a PDF, Word, Excel, PowerPoint, OpenDocument, RTF, text, CSV, JPG or PNG file"
#define FILE_WORDS_EMPTY "The file is empty. Choose another file"
#define FILE_WORDS_TOO_BIG "The file must be smaller than %.*s"
#define FILE_WORDS_NOT_SO                                                                      \
    "The file is not what its name says. Save it again in the kind that its name ends with"
#define FILE_WORDS_DAMAGED "The file is damaged. Save it again, or choose another file"
#define FILE_WORDS_LOCKED "The file is protected with a password. Save it without the password"
#define FILE_WORDS_MACROS "The file contains macros. Save it without them, or as a PDF"
#define FILE_WORDS_TOO_PACKED "The file is too large when it is opened. Save it as a PDF"
#define FILE_WORDS_BAD_PARTS                                                                   \
    "The file has parts that we do not accept. Save it again, or as a PDF"
#define FILE_WORDS_PICTURE_BIG                                                                 \
    "The picture must have fewer than 40 million points. Make it smaller"
#define FILE_WORDS_NOT_TEXT "The file must be plain text. Save it as UTF-8"

#define FILE_WORDS_WAITS "It is being checked for viruses. It can be opened when that is done"
#define FILE_WORDS_INFECTED                                                                    \
    "The virus scanner found something harmful in it. Nobody can open it"
#define FILE_WORDS_NOT_SCANNED "Not scanned for viruses"

#endif
