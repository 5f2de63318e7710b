#include "file_samples.h"

#define SAMPLE_BYTES ((size_t)4 * 1024 * 1024)
#define PARTS_MAX 8
#define OOXML_TYPES                                                                            \
    "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/"    \
    "content-types\"/>"

static void le(struct buf *b, uint64_t v, int n)
{
    for (int i = 0; i < n; i++)
        buf_char(b, (char)(v >> (8 * i) & 0xff));
}

static void be(struct buf *b, uint64_t v, int n)
{
    while (n-- > 0)
        buf_char(b, (char)(v >> (8 * n) & 0xff));
}

/* Flags to sizes: the same in both headers. */
static void zip_facts(struct buf *b, const struct zip_part *p, struct str name)
{
    le(b, p->flags, 2);
    le(b, p->method, 2);
    le(b, 0, 4); /* time */
    le(b, 0, 4); /* check */
    le(b, p->data.n, 4);
    le(b, p->unpacked ? p->unpacked : p->data.n, 4);
    le(b, name.n, 2);
    le(b, 0, 2); /* extra */
}

struct str sample_zip(struct arena *a, const struct zip_part *part, size_t n)
{
    struct buf *b = buf_in(a, SAMPLE_BYTES);
    size_t *at = arena_array(a, n + 1, sizeof *at);
    for (size_t i = 0; i < n; i++) {
        const struct zip_part *p = &part[i];
        struct str name = str_from(p->local_name ? p->local_name : p->name);
        at[i] = p->share ? at[p->share - 1] : b->n;
        if (p->share)
            continue;
        buf_lit(b, "PK\x03\x04");
        le(b, 20, 2);
        zip_facts(b, p, name);
        buf_str(b, name);
        buf_str(b, p->data);
    }
    size_t directory = b->n;
    for (size_t i = 0; i < n; i++) {
        const struct zip_part *p = &part[i];
        buf_lit(b, "PK\x01\x02");
        le(b, 3 << 8 | 20, 2); /* made on Unix */
        le(b, 20, 2);
        zip_facts(b, p, str_from(p->name));
        le(b, 0, 2 + 2 + 2); /* comment, disk, internal */
        le(b, (uint64_t)p->mode << 16, 4);
        le(b, at[i], 4);
        buf_str(b, str_from(p->name));
    }
    size_t end = b->n;
    buf_lit(b, "PK\x05\x06");
    le(b, 0, 4);
    le(b, n, 2);
    le(b, n, 2);
    le(b, end - directory, 4);
    le(b, directory, 4);
    le(b, 0, 2);
    return buf_view(b);
}

static struct str sample_office(struct arena *a, const struct zip_part *part, size_t n,
                                const struct zip_part *more)
{
    struct zip_part all[PARTS_MAX];
    for (size_t i = 0; i < n; i++)
        all[i] = part[i];
    if (more)
        all[n++] = *more;
    return sample_zip(a, all, n);
}

struct str sample_docx(struct arena *a, const struct zip_part *more)
{
    const struct zip_part part[] = {
        { .name = "[Content_Types].xml", .data = STR(OOXML_TYPES) },
        { .name = "_rels/.rels", .data = STR("<Relationships/>") },
        { .name = "word/document.xml", .data = STR("<w:document/>") },
    };
    return sample_office(a, part, 3, more);
}

struct str sample_odt(struct arena *a, const struct zip_part *more)
{
    const struct zip_part part[] = {
        { .name = "mimetype", .data = STR("application/vnd.oasis.opendocument.text") },
        { .name = "content.xml", .data = STR("<office:document-content/>") },
        { .name = "META-INF/manifest.xml", .data = STR("<manifest:manifest/>") },
    };
    return sample_office(a, part, 3, more);
}

struct str sample_pdf(struct arena *a)
{
    return str_dup(a, STR("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n"
                          "trailer<</Root 1 0 R>>\n%%EOF\n"));
}

static void jpeg_segment(struct buf *b, unsigned marker, struct str data)
{
    be(b, 0xFF00 | marker, 2);
    be(b, data.n + 2, 2);
    buf_str(b, data);
}

struct str sample_jpeg(struct arena *a, unsigned width, unsigned height)
{
    struct buf *b = buf_in(a, SAMPLE_BYTES);
    be(b, 0xFFD8, 2);
    jpeg_segment(b, 0xE0, STR("JFIF\0\1\1\0\0\1\0\1\0\0"));
    jpeg_segment(b, 0xE1, STR("Exif\0\0II*\0\10\0\0\0" SAMPLE_NOTE));
    jpeg_segment(b, 0xE2, STR("ICC_PROFILE\0\1\1colours"));
    jpeg_segment(b, 0xFE, STR("made at " SAMPLE_NOTE));
    struct buf *frame = buf_in(a, 100);
    be(frame, 8, 1);
    be(frame, height, 2);
    be(frame, width, 2);
    buf_lit(frame, "\1\1\x11\0");
    jpeg_segment(b, 0xC0, buf_view(frame));
    jpeg_segment(b, 0xDA, STR("\1\1\0\0\x3f\0"));
    buf_lit(b, "data\xFF\0more\xFF\xD0"
               "and more");
    be(b, 0xFFD9, 2);
    buf_lit(b, "after the end: " SAMPLE_NOTE);
    return buf_view(b);
}

static void png_chunk_add(struct buf *b, const char *name, struct str data)
{
    be(b, data.n, 4);
    buf_str(b, str_from(name));
    buf_str(b, data);
    be(b, 0, 4); /* its check is nobody's business here */
}

struct str sample_png(struct arena *a, unsigned width, unsigned height)
{
    struct buf *b = buf_in(a, SAMPLE_BYTES);
    struct buf *head = buf_in(a, 100);
    be(head, width, 4);
    be(head, height, 4);
    buf_lit(head, "\10\2\0\0\0");
    buf_lit(b, "\x89PNG\r\n\x1A\n");
    png_chunk_add(b, "IHDR", buf_view(head));
    png_chunk_add(b, "gAMA", STR("\0\0\xb1\x8f"));
    png_chunk_add(b, "tEXt", STR("Comment\0" SAMPLE_NOTE));
    png_chunk_add(b, "eXIf", STR("II*\0" SAMPLE_NOTE));
    png_chunk_add(b, "IDAT", STR("points"));
    png_chunk_add(b, "iTXt", STR("Place\0\0\0\0\0" SAMPLE_NOTE));
    png_chunk_add(b, "IEND", STR(""));
    buf_lit(b, "after the end: " SAMPLE_NOTE);
    return buf_view(b);
}
