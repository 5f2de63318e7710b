/* profile_words.h: the parts of an organisation's entry, as its own people see them. */
#ifndef MODULES_BODIES_PROFILE_WORDS_H
#define MODULES_BODIES_PROFILE_WORDS_H

#define PROFILE_WHO "Who you are"
#define PROFILE_WORK "What you do"
#define PROFILE_AREAS "Where you work"
#define PROFILE_AREAS_NOTE "By this, partnerships know whom to ask for views."
#define PROFILE_CONTACT "Public contact"
#define PROFILE_CONTACT_NOTE "Everybody can read this."
#define PROFILE_OWN "Contact that is not public"
#define PROFILE_OWN_NOTE                                                                       \
    "Coordinators of areas that have taken you in read this, and nobody else."
#define PROFILE_NAMING "Your name in public"
#define PROFILE_NAMING_NOTE                                                                    \
    "If it could bring danger to be named, a description stands in public instead."

#endif
