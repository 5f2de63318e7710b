/*
 * map_words.h: the words of the tile map.
 */
#ifndef MODULES_PARTNERSHIPS_MAP_WORDS_H
#define MODULES_PARTNERSHIPS_MAP_WORDS_H

/* council, three letters, partnership: spoken, and the tip on hover (interface.md section 7) */
#define MAP_TILE_SHARED "%.*s (%.*s), part of %.*s"

#endif
