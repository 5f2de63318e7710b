/* files/file_judge: what is taken, and what is not. */
#include "../tap.h"

#include "../file_samples.h"
#include "core/base/limits.h"
#include "core/http/sniff.h"
#include "modules/files/file_judge.h"

#define MOST ((uint64_t)20 * 1024 * 1024)
#define LINK_MODE 0120777U

static struct file_judged judged(struct arena *a, const char *name, struct str bytes)
{
    struct file_judged out;
    file_judge(a, str_from(name), bytes, MOST, &out);
    return out;
}

static void wrong(struct arena *a, const char *name, struct str bytes, enum file_wrong want,
                  const char *title)
{
    struct file_judged out = judged(a, name, bytes);
    is_i64(out.wrong, want, title);
}

static struct str stored(struct arena *a, const struct file_judged *x)
{
    struct buf *b = buf_in(a, MIB);
    for (size_t i = 0; i < x->n_pieces; i++)
        buf_str(b, x->piece[i]);
    return buf_view(b);
}

static void good_ones(struct arena *a)
{
    struct file_judged x = judged(a, "Our views.PDF", sample_pdf(a));
    is_i64(x.wrong, FILE_GOOD, "[S37] (ASVS 5.2.1) a PDF is taken");
    is_str(str_from(x.kind->name), "pdf", "[S38] whatever the case of its extension");
    is_i64(x.n_bytes, (int64_t)sample_pdf(a).n, "all of it");
    wrong(a, "a.docx", sample_docx(a, NULL), FILE_GOOD, "[S37] a Word document");
    wrong(a, "a.odt", sample_odt(a, NULL), FILE_GOOD, "[S37] an OpenDocument text");
    wrong(a, "a.rtf", STR("{\\rtf1\\ansi Hello}"), FILE_GOOD, "[S37] rich text");
    wrong(a, "a.txt", STR("F\xC3\xA0ilte do na h-uile\r\n"), FILE_GOOD, "[S37] text in UTF-8");
    wrong(a, "a.txt", STR("F\xE0ilte do na h-uile\n"), FILE_GOOD, "[S37] text in Latin-1");
    wrong(a, "a.csv", STR("name,answer\nA,yes\nB,no\n"), FILE_GOOD, "[S37] a CSV file");
    wrong(a, "a.jpeg", sample_jpeg(a, 640, 480), FILE_GOOD, "[S37] a JPEG picture");
    wrong(a, "a.png", sample_png(a, 640, 480), FILE_GOOD, "[S37] a PNG picture");
}

static void other_kinds(struct arena *a)
{
    static const char *const never[] = { "a.svg", "a.html", "a.xml", "a.js",   "a.zip",
                                         "a.7z",  "a.docm", "a.exe", "a.doc",  "a",
                                         "",      "a.pdf.", ".",     "pdf",    "a.tar.gz",
                                         "a.xls", "a.gif",  "a.htm", "a.xhtml" };
    for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
        ok(judged(a, never[i], sample_pdf(a)).wrong == FILE_OTHER_KIND,
           "[S37] (ASVS 5.2.2) not taken: \"%s\"", never[i]);
    wrong(a, "a.pdf.svg", STR("<svg/>"), FILE_OTHER_KIND, "[S38] the last extension counts");
    wrong(a, "a.pdf", STR(""), FILE_EMPTY, "an empty file");
    struct file_judged out;
    file_judge(a, STR("a.pdf"), sample_pdf(a), 20, &out);
    is_i64(out.wrong, FILE_TOO_BIG, "[S37] (ASVS 5.2.1) more bytes than may be");
    is_str(file_wrong_words(a, FILE_TOO_BIG, MOST), "The file must be smaller than 20 MB",
           "[3.24] in words");
}

static void disguises(struct arena *a)
{
    wrong(a, "a.pdf", sample_png(a, 1, 1), FILE_NOT_SO, "[S38] (ASVS 5.2.2) a PNG as PDF");
    wrong(a, "a.png", sample_pdf(a), FILE_NOT_SO, "[S38] a PDF as PNG");
    wrong(a, "a.jpg", STR("<svg xmlns='http://www.w3.org/2000/svg'/>"), FILE_NOT_SO,
          "[S38] an SVG as JPEG");
    wrong(a, "a.txt", STR("<svg xmlns='http://www.w3.org/2000/svg'/>"), FILE_NOT_SO,
          "[S38] an SVG as text");
    wrong(a, "a.txt", STR("\xEF\xBB\xBF \n<!DOCTYPE html><p>x"), FILE_NOT_SO,
          "[S38] HTML as text, after a mark and spaces");
    wrong(a, "a.csv", STR("<?xml version=\"1.0\"?><a/>"), FILE_NOT_SO, "[S38] XML as CSV");
    wrong(a, "a.txt", STR("#!/bin/sh\nrm -r x\n"), FILE_NOT_SO, "[S38] a script as text");
    wrong(a, "a.txt", sample_pdf(a), FILE_NOT_SO, "[S38] a PDF as text");
    wrong(a, "a.txt", STR("a\0b"), FILE_NOT_TEXT, "[S38] NUL in text");
    wrong(a, "a.txt", STR("\xFF\xFEh\0i\0"), FILE_NOT_TEXT, "[S38] UTF-16");
    wrong(a, "a.odt", sample_docx(a, NULL), FILE_NOT_SO, "[S38] Word as OpenDocument");
    wrong(a, "a.docx", sample_odt(a, NULL), FILE_NOT_SO, "[S38] OpenDocument as Word");
    wrong(a, "a.xlsx", sample_docx(a, NULL), FILE_NOT_SO, "[S38] Word as Excel");
    struct zip_part plain = { .name = "readme.txt", .data = STR("hello") };
    wrong(a, "a.docx", sample_zip(a, &plain, 1), FILE_NOT_SO, "[S37] an archive as Word");
    wrong(a, "a.rtf", STR("hello"), FILE_NOT_SO, "[S38] text as rich text");
}

static void docx_with(struct arena *a, struct zip_part more, enum file_wrong want,
                      const char *title)
{
    wrong(a, "a.docx", sample_docx(a, &more), want, title);
}

static void hostile_zips(struct arena *a)
{
    const struct str x = STR("x");
    docx_with(a, (struct zip_part){ .name = "word/vbaProject.bin", .data = x }, FILE_MACROS,
              "[S37] (ASVS 5.2.4) macros inside");
    docx_with(a, (struct zip_part){ .name = "WORD/VBAPROJECT.BIN", .data = x }, FILE_MACROS,
              "[S37] in capitals too");
    docx_with(a, (struct zip_part){ .name = "../../etc/cron.d/x", .data = x }, FILE_BAD_PARTS,
              "[S38] (ASVS 5.2.5) a name that leads up");
    docx_with(a, (struct zip_part){ .name = "word/..", .data = x }, FILE_BAD_PARTS,
              "[S38] at its end too");
    docx_with(a, (struct zip_part){ .name = "/etc/passwd", .data = x }, FILE_BAD_PARTS,
              "[S38] an absolute name");
    docx_with(a, (struct zip_part){ .name = "C:x", .data = x }, FILE_BAD_PARTS,
              "[S38] with a drive");
    docx_with(a, (struct zip_part){ .name = "word\\x", .data = x }, FILE_BAD_PARTS,
              "[S38] with a backslash");
    docx_with(a, (struct zip_part){ .name = "word/x", .data = x, .mode = LINK_MODE },
              FILE_BAD_PARTS, "[S38] a link");
    docx_with(a, (struct zip_part){ .name = "word/x", .data = x, .flags = 1 }, FILE_LOCKED,
              "[S38] encrypted");
    docx_with(
        a,
        (struct zip_part){ .name = "word/x", .data = x, .method = 8, .unpacked = 100 * 1024 },
        FILE_TOO_PACKED, "[S38] (ASVS 5.2.3) 1 byte that unpacks to 100 KB");
    docx_with(a,
              (struct zip_part){
                  .name = "word/x", .data = x, .method = 8, .unpacked = 201U * 1024 * 1024 },
              FILE_TOO_PACKED, "[S38] more than 200 MB");
    docx_with(a, (struct zip_part){ .name = "word/x", .data = x, .method = 12 }, FILE_DAMAGED,
              "[S38] packed by other means");
    docx_with(a, (struct zip_part){ .name = "word/x", .data = x, .unpacked = 50 }, FILE_DAMAGED,
              "[S38] stored, and larger than it is");
    docx_with(a, (struct zip_part){ .name = "word/x", .data = x, .local_name = "word/y" },
              FILE_DAMAGED, "[S38] a directory that names it otherwise");
    docx_with(a,
              (struct zip_part){
                  .name = "word/document.xml", .data = STR("<w:document/>"), .share = 3 },
              FILE_TOO_PACKED, "[S38] an entry that stands in another's place");
}

static void cut_zips(struct arena *a)
{
    struct str whole = sample_docx(a, NULL);
    size_t n_good = 0;
    for (size_t n = 0; n < whole.n; n++)
        n_good += judged(a, "a.docx", str_sub(whole, 0, n)).wrong == FILE_GOOD;
    is_i64((int64_t)n_good, 0, "[S38] cut anywhere it is refused");
    struct buf *more = buf_in(a, MIB);
    buf_str(more, whole);
    buf_lit(more, "<script>");
    wrong(a, "a.docx", buf_view(more), FILE_DAMAGED, "[S38] bytes after its end");
    struct zip_part *many = arena_array(a, FILE_ZIP_ENTRIES + 1, sizeof *many);
    for (size_t i = 0; i <= FILE_ZIP_ENTRIES; i++)
        many[i] = (struct zip_part){ .name = "word/document.xml", .data = STR("") };
    wrong(a, "a.docx", sample_zip(a, many, FILE_ZIP_ENTRIES + 1), FILE_TOO_PACKED,
          "[S38] more than 5,000 entries");
    struct zip_part macro = { .name = "Basic/Standard/Module1.xml", .data = STR("x") };
    wrong(a, "a.odt", sample_odt(a, &macro), FILE_MACROS, "[S37] macros of OpenDocument");
}

/* Documents with a password, as the programs that people use save them. */
static void locked(struct arena *a)
{
    static const char word[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 ... E\0n\0c\0r\0y\0p\0t\0e\0d"
                               "\0P\0a\0c\0k\0a\0g\0e\0";
    static const char older[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 W\0o\0r\0d\0";
    const struct zip_part odt[] = {
        { .name = "mimetype", .data = STR("application/vnd.oasis.opendocument.text") },
        { .name = "content.xml", .data = STR("\x8F\x01\xAA\x3C") },
    };
    const struct zip_part package[] = {
        odt[0], { .name = "encrypted-package", .data = STR("\x8F\x01\xAA") }
    };
    wrong(a, "a.docx", (struct str){ word, sizeof word }, FILE_LOCKED,
          "[S38] a Word document with a password is told to be so");
    wrong(a, "a.docx", (struct str){ older, sizeof older }, FILE_NOT_SO,
          "[S38] one of the older kind is not what its name says");
    wrong(a, "a.pdf", (struct str){ word, sizeof word }, FILE_NOT_SO,
          "[S38] nor is this a PDF");
    wrong(a, "a.odt", sample_zip(a, odt, 2), FILE_LOCKED,
          "[S38] an OpenDocument text with a password");
    wrong(a, "a.odt", sample_zip(a, package, 2), FILE_LOCKED, "[S38] of a newer program too");
    struct zip_part macro = { .name = "xl/macrosheets/sheet1.xml", .data = STR("x") };
    wrong(a, "a.docx", sample_docx(a, &macro), FILE_MACROS, "[S37] macros of the first Excel");
}

/* A photograph whose notes say how the phone was held, and where. */
static struct str held(struct arena *a, const char *exif, size_t n)
{
    struct str whole = sample_jpeg(a, 640, 480);
    struct buf *b = buf_in(a, MIB);
    buf_str(b, str_sub(whole, 0, 2));
    buf_lit(b, "\xFF\xE1");
    buf_char(b, (char)((n + 2) >> 8));
    buf_char(b, (char)(n + 2));
    buf_str(b, (struct str){ exif, n });
    buf_str(b, str_sub(whole, 2, whole.n));
    return buf_view(b);
}

static void held_sideways(struct arena *a)
{
    static const char iphone[] = "Exif\0\0MM\0\x2A\0\0\0\x08\0\2\1\x0F\0\2\0\0\0\4Cam\0"
                                 "\1\x12\0\3\0\0\0\1\0\6\0\0\0\0\0\0" SAMPLE_NOTE;
    static const char android[] = "Exif\0\0II\x2A\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\x08\0\0\0"
                                  "\0\0\0\0" SAMPLE_NOTE;
    static const char upright[] = "Exif\0\0II\x2A\0\x08\0\0\0\1\0\x12\1\3\0\1\0\0\0\1\0\0\0"
                                  "\0\0\0\0" SAMPLE_NOTE;
    const struct str way = STR("Exif\0\0MM\0\x2A\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0\6\0\0"
                               "\0\0\0\0\xFF");
    struct file_judged x = judged(a, "a.jpg", held(a, iphone, sizeof iphone));
    struct str left = stored(a, &x);
    ok(x.wrong == FILE_GOOD && str_find(left, way) == 6 &&
           str_find(left, STR(SAMPLE_NOTE)) == STR_NONE &&
           str_find(left, STR("Cam")) == STR_NONE,
       "[S38] (ASVS 14.2.8) of its notes only which way up it is stays");
    x = judged(a, "a.jpg", left);
    ok(x.wrong == FILE_GOOD && str_eq(stored(a, &x), left), "[S38] and stays when sent again");
    x = judged(a, "a.jpg", held(a, android, sizeof android));
    left = stored(a, &x);
    ok(str_find(left, STR("\0\x08\0\0\0\0\0\0\xFF")) != STR_NONE &&
           str_find(left, STR(SAMPLE_NOTE)) == STR_NONE,
       "[S38] whatever the order of its bytes");
    x = judged(a, "a.jpg", held(a, upright, sizeof upright));
    ok(str_find(stored(a, &x), STR("Exif")) == STR_NONE,
       "[S38] one that is upright needs none");
    size_t n_good = 0;
    for (size_t n = 0; n < sizeof iphone; n++) {
        x = judged(a, "a.jpg", held(a, iphone, n));
        n_good += x.wrong == FILE_GOOD;
    }
    is_i64((int64_t)n_good, sizeof iphone, "[S38] notes cut anywhere harm no picture");
}

static void pictures(struct arena *a)
{
    struct str jpeg = sample_jpeg(a, 640, 480), png = sample_png(a, 640, 480);
    struct file_judged x = judged(a, "a.jpg", jpeg);
    struct str left = stored(a, &x);
    ok(str_find(jpeg, STR(SAMPLE_NOTE)) != STR_NONE &&
           str_find(left, STR(SAMPLE_NOTE)) == STR_NONE,
       "[S38] (ASVS 14.2.8) the place in a JPEG is cut out");
    ok(str_find(left, STR("JFIF")) != STR_NONE && str_find(left, STR("colours")) != STR_NONE &&
           str_find(left, STR("and more\xFF\xD9")) == left.n - 10,
       "[S38] the picture stays");
    is_i64(x.n_bytes, (int64_t)left.n, "[S38] its size is that of what stays");
    x = judged(a, "a.png", png);
    left = stored(a, &x);
    ok(str_find(left, STR(SAMPLE_NOTE)) == STR_NONE && str_find(left, STR("tEXt")) == STR_NONE,
       "[S38] (ASVS 14.2.8) the notes in a PNG are cut out");
    ok(str_find(left, STR("points")) != STR_NONE && str_find(left, STR("gAMA")) != STR_NONE &&
           str_find(left, STR("IEND")) == left.n - 8,
       "[S38] the picture stays");
    wrong(a, "a.png", sample_png(a, 8000, 5001), FILE_PICTURE_BIG,
          "[S38] (ASVS 5.2.6) more than 40 million points");
    wrong(a, "a.png", sample_png(a, 8000, 5000), FILE_GOOD, "[S38] 40 million are taken");
    wrong(a, "a.png", sample_png(a, 0xFFFFFFFF, 0xFFFFFFFF), FILE_PICTURE_BIG,
          "[S38] as large as can be said");
    wrong(a, "a.jpg", sample_jpeg(a, 65535, 65535), FILE_PICTURE_BIG, "[S38] a JPEG too");
    wrong(a, "a.jpg", sample_jpeg(a, 0, 10), FILE_DAMAGED, "[S38] no width");
    size_t n_good = 0;
    for (size_t n = 0; n + 48 < jpeg.n; n++) /* what stands after its end may go */
        n_good += judged(a, "a.jpg", str_sub(jpeg, 0, n)).wrong == FILE_GOOD;
    for (size_t n = 0; n + 48 < png.n; n++)
        n_good += judged(a, "a.png", str_sub(png, 0, n)).wrong == FILE_GOOD;
    is_i64((int64_t)n_good, 0, "[S38] pictures cut anywhere are refused");
}

static void names(struct arena *a)
{
    is_str(file_name_clean(a, STR("C:\\Users\\x\\Our views.pdf")), "Our views.pdf",
           "[S39] (ASVS 5.3.2) no folder");
    is_str(file_name_clean(a, STR("a; b.pdf")), "a, b.pdf",
           "what stands between names is in none");
    is_str(file_name_clean(a, STR("../../etc/passwd")), "passwd", "[S39] none that leads up");
    is_str(file_name_clean(a, STR("a\r\nb\t\x01.pdf")), "ab.pdf", "[S39] no control character");
    is_str(file_name_clean(a, STR("invoice\xE2\x80\xAE"
                                  "fdp.txt")),
           "invoicefdp.txt", "[S39] none that turns the direction");
    struct buf *b = buf_in(a, 1000);
    for (int i = 0; i < 300; i++)
        buf_lit(b, "\xC3\xA0");
    buf_lit(b, ".docx");
    struct str cut = file_name_clean(a, buf_view(b));
    ok(cut.n == 2 * (FILE_NAME_CHARS - 5) + 5 && str_ends(cut, STR("\xC3\xA0.docx")),
       "[S39] a long one keeps its extension");
    is_str(file_size_words(a, 1887437), "1.8 MB", "sizes in words");
    is_str(file_size_words(a, 20 * 1024 * 1024), "20 MB", "without a nought");
    is_str(file_size_words(a, 319488), "312 KB", "in kilobytes");
    is_str(file_size_words(a, 12), "12 bytes", "in bytes");
}

int main(void)
{
    struct arena *a = arena_new(256 * MIB);
    ok(sniff_open() && sniff_open(), "libmagic's database opens, and again");
    good_ones(a);
    other_kinds(a);
    disguises(a);
    hostile_zips(a);
    cut_zips(a);
    locked(a);
    held_sideways(a);
    pictures(a);
    names(a);
    arena_free(a);
    return done_testing();
}
