/*
 * file_picture.c: pictures walked segment by segment, never decoded: their size in points, and
 * what stays of them without notes about place, time, camera and owner. Which way up a
 * photograph is stays, in a note of our own: a letter taken with a phone would lie on its side.
 *
 * JPEG: ITU T.81 annex B. Notes in it: CIPA DC-008 (Exif), 4.6.2 and 4.6.4. PNG: ISO/IEC 15948,
 * 5.
 */
#include "modules/files/file_judge.h"

#include <string.h>

#define PNG_START_BYTES 8
#define PNG_AROUND_BYTES 12 /* length, name and check of a chunk */

struct kept {
    struct str bytes, *piece;
    size_t n;
    bool is_full;
};

static uint32_t be16_at(struct str s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.p + at;
    return (uint32_t)p[0] << 8 | p[1];
}

static uint32_t be32_at(struct str s, size_t at)
{
    return be16_at(s, at) << 16 | be16_at(s, at + 2);
}

static unsigned char byte_at(struct str s, size_t at)
{
    return (unsigned char)s.p[at];
}

/* Runs that follow each other are one piece. */
static void keep(struct kept *k, size_t from, size_t n)
{
    struct str *last = k->n ? &k->piece[k->n - 1] : NULL;
    if (last && last->p + last->n == k->bytes.p + from)
        last->n += n;
    else if (k->n < FILE_PIECES_MAX)
        k->piece[k->n++] = str_sub(k->bytes, from, n);
    else
        k->is_full = true;
}

/* Of ours, between runs of the file. */
static void keep_ours(struct kept *k, struct str bytes)
{
    if (k->n < FILE_PIECES_MAX)
        k->piece[k->n++] = bytes;
    else
        k->is_full = true;
}

static enum file_wrong judge_points(uint64_t width, uint64_t height)
{
    if (!width || !height)
        return FILE_DAMAGED;
    return width * height > FILE_PICTURE_POINTS ? FILE_PICTURE_BIG : FILE_GOOD;
}

/* --- JPEG --- */

enum { SOI = 0xD8, EOI = 0xD9, SOS = 0xDA, APP0 = 0xE0, APP1, APP2, APP14 = 0xEE };
enum { APP_FIRST = 0xE0, APP_LAST = 0xEF, COM = 0xFE, RST_FIRST = 0xD0, RST_LAST = 0xD7 };

static bool is_frame(unsigned char marker)
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 &&
           marker != 0xCC;
}

/* What a picture needs to look right: its frame, its colours. A small picture in APP0 ("JFXX")
 * may show what was cut off the large one. */
static bool stays(struct str segment, unsigned char marker)
{
    if (marker == APP2)
        return str_starts(str_sub(segment, 4, 12), STR("ICC_PROFILE\0"));
    if (marker == APP0)
        return str_starts(str_sub(segment, 4, 5), STR("JFIF\0"));
    bool is_note = (marker >= APP_FIRST && marker <= APP_LAST) || marker == COM;
    return !is_note || marker == APP14;
}

/* --- which way up --- */

#define TURNED(n)                                                                              \
    STR_INIT("\xFF\xE1\0\x22"                                                                  \
             "Exif\0\0MM\0\x2A\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0" n "\0\0\0\0\0\0")
static const struct str turned[] = {
    { NULL, 0 },  { NULL, 0 },  TURNED("\2"), TURNED("\3"),  TURNED("\4"),
    TURNED("\5"), TURNED("\6"), TURNED("\7"), TURNED("\10"),
};
#define TURNED_MOST 8
#define EXIF_START 10 /* marker, length, "Exif", two zeros */
#define EXIF_FIELD 12
#define TAG_TURNED 0x0112
#define TYPE_SHORT 3

static uint32_t exif16(struct str s, size_t at, bool is_little)
{
    return is_little ? (uint32_t)byte_at(s, at + 1) << 8 | byte_at(s, at) : be16_at(s, at);
}

static uint32_t exif32(struct str s, size_t at, bool is_little)
{
    return is_little ? exif16(s, at + 2, true) << 16 | exif16(s, at, true) : be32_at(s, at);
}

/* 2 to 8 as Exif says it; 0: upright, or not said. Only the first list of fields is read. */
static size_t turned_of(struct str segment)
{
    struct str s = str_sub(segment, EXIF_START, segment.n);
    bool is_little = str_starts(s, STR("II\x2A\0"));
    if (!str_eq(str_sub(segment, 4, 6), STR("Exif\0\0")) || s.n < 8 ||
        (!is_little && !str_starts(s, STR("MM\0\x2A"))))
        return 0;
    size_t at = exif32(s, 4, is_little);
    if (at > s.n - 2)
        return 0;
    size_t n = exif16(s, at, is_little);
    for (at += 2; n-- && at <= s.n && s.n - at >= EXIF_FIELD; at += EXIF_FIELD) {
        if (exif16(s, at, is_little) != TAG_TURNED ||
            exif16(s, at + 2, is_little) != TYPE_SHORT)
            continue;
        size_t how = exif16(s, at + 8, is_little);
        return how >= 2 && how <= TURNED_MOST ? how : 0;
    }
    return 0;
}

/* Past the coded data after a scan's header, to the next marker. */
static size_t past_scan(struct str s, size_t at)
{
    while (at + 1 < s.n) {
        unsigned char next = byte_at(s, at + 1);
        bool is_marker = byte_at(s, at) == 0xFF && next != 0 && next != 0xFF &&
                         !(next >= RST_FIRST && next <= RST_LAST);
        if (is_marker)
            return at;
        at++;
    }
    return s.n;
}

struct jpeg {
    struct kept kept;
    size_t at;
    bool has_frame, is_ended, is_turned;
};

/* A note that may say which way up the picture is: of it only that stays, once. */
static void keep_turned(struct jpeg *j, size_t n)
{
    struct str segment = str_sub(j->kept.bytes, j->at, n);
    size_t how = j->is_turned ? 0 : turned_of(segment);
    if (!how)
        return;
    j->is_turned = true;
    if (str_eq(segment, turned[how]))
        keep(&j->kept, j->at, n);
    else
        keep_ours(&j->kept, turned[how]);
}

/* at stands on a marker. */
static enum file_wrong jpeg_segment(struct jpeg *j)
{
    struct str s = j->kept.bytes;
    if (s.n - j->at < 2 || byte_at(s, j->at) != 0xFF)
        return FILE_DAMAGED;
    unsigned char marker = byte_at(s, j->at + 1);
    if (marker == EOI) {
        keep(&j->kept, j->at, 2);
        j->is_ended = true;
        return FILE_GOOD;
    }
    if (marker == 0xFF) { /* a byte to fill up with */
        j->at++;
        return FILE_GOOD;
    }
    size_t n = s.n - j->at >= 4 ? 2 + (size_t)be16_at(s, j->at + 2) : 0;
    if (marker < 0xC0 || marker == SOI || n < 4 || n > s.n - j->at)
        return FILE_DAMAGED;
    if (is_frame(marker)) {
        enum file_wrong wrong =
            n < 9 || j->has_frame ? FILE_DAMAGED
                                  : judge_points(be16_at(s, j->at + 7), be16_at(s, j->at + 5));
        if (wrong)
            return wrong;
        j->has_frame = true;
    }
    size_t end = marker == SOS ? past_scan(s, j->at + n) : j->at + n;
    if (marker == SOS && !j->has_frame)
        return FILE_DAMAGED;
    if (marker == APP1)
        keep_turned(j, n);
    else if (stays(str_sub(s, j->at, n), marker))
        keep(&j->kept, j->at, end - j->at);
    j->at = end;
    return FILE_GOOD;
}

enum file_wrong file_jpeg_walk(struct str bytes, struct str *piece, size_t *n)
{
    struct jpeg j = { .kept = { .bytes = bytes, .piece = piece }, .at = 2 };
    *n = 0;
    if (bytes.n < 4 || byte_at(bytes, 0) != 0xFF || byte_at(bytes, 1) != SOI)
        return FILE_DAMAGED;
    keep(&j.kept, 0, 2);
    while (!j.is_ended) {
        enum file_wrong wrong = j.at < bytes.n ? jpeg_segment(&j) : FILE_DAMAGED;
        if (wrong)
            return wrong;
    }
    *n = j.kept.n;
    return j.kept.is_full || !j.has_frame ? FILE_DAMAGED : FILE_GOOD;
}

/* --- PNG --- */

/* Chunks that the picture needs, and those that say how its colours are meant. */
static bool png_stays(struct str name)
{
    static const char needed[] = "IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB sBIT bKGD pHYs";
    for (size_t i = 0; i + 4 < sizeof needed; i += 5) {
        if (memcmp(name.p, needed + i, 4) == 0)
            return true;
    }
    return false;
}

static bool is_png_chunk(struct str name, const char *which)
{
    return memcmp(name.p, which, 4) == 0;
}

/* A chunk whose name begins with a capital is part of the picture: one that we do not know is
 * damage. */
static enum file_wrong png_chunk(struct kept *k, size_t at, size_t n)
{
    struct str name = str_sub(k->bytes, at + 4, 4);
    bool is_first = at == PNG_START_BYTES;
    if (is_png_chunk(name, "IHDR") != is_first || (is_first && n != 13))
        return FILE_DAMAGED;
    if (is_first) {
        enum file_wrong wrong =
            judge_points(be32_at(k->bytes, at + 8), be32_at(k->bytes, at + 12));
        if (wrong)
            return wrong;
    }
    bool is_needed = name.p[0] >= 'A' && name.p[0] <= 'Z';
    if (png_stays(name))
        keep(k, at, n + PNG_AROUND_BYTES);
    else if (is_needed)
        return FILE_DAMAGED;
    return FILE_GOOD;
}

enum file_wrong file_png_walk(struct str bytes, struct str *piece, size_t *n)
{
    struct kept k = { .bytes = bytes, .piece = piece };
    size_t at = PNG_START_BYTES;
    bool has_data = false;
    *n = 0;
    if (bytes.n < PNG_START_BYTES)
        return FILE_DAMAGED;
    keep(&k, 0, PNG_START_BYTES);
    while (bytes.n - at >= PNG_AROUND_BYTES) {
        size_t length = be32_at(bytes, at);
        struct str name = str_sub(bytes, at + 4, 4);
        if (length > bytes.n - at - PNG_AROUND_BYTES)
            return FILE_DAMAGED;
        enum file_wrong wrong = png_chunk(&k, at, length);
        if (wrong)
            return wrong;
        has_data |= is_png_chunk(name, "IDAT");
        *n = k.n;
        if (is_png_chunk(name, "IEND"))
            return k.is_full || !has_data ? FILE_DAMAGED : FILE_GOOD;
        at += length + PNG_AROUND_BYTES;
    }
    return FILE_DAMAGED;
}
