/*
 * map_words.h: the words of the tile map.
 */
#ifndef MODULES_PARTNERSHIPS_MAP_WORDS_H
#define MODULES_PARTNERSHIPS_MAP_WORDS_H

/* council, three letters, partnership: spoken, and the tip on hover (interface.md section 7) */
#define MAP_TILE_SHARED "%.*s (%.*s), part of %.*s"

/* after the tile's title */
#define MAP_OPEN_ONE "%.*s: 1 open consultation"
#define MAP_OPEN_MANY "%.*s: %lld open consultations"
/* in the list */
#define MAP_LIST_ONE "1 open consultation"
#define MAP_LIST_MANY "%lld open consultations"

#endif
