/* response_file_words.h: the sentences of files of responses that stand in code. */
#ifndef MODULES_RESPONSES_RESPONSE_FILE_WORDS_H
#define MODULES_RESPONSES_RESPONSE_FILE_WORDS_H

#define RESPOND_FILE_CHOOSE "Choose a file"
#define RESPOND_FILE_TOO_MANY "You can add 5 files. Remove one first"
#define RESPOND_FILE_NO_ROOM                                                                   \
    "This consultation cannot take more files here. Send the file by email instead"
#define RESPOND_FILE_BODY_FULL                                                                 \
    "Your organisation can keep %.*s of files in its responses. Remove a file from a draft, "  \
    "or send this one by email instead"

#endif
