#include "modules/work/import_job.h"

#include "modules/work/import_words.h"

void import_job_begin(struct import_job *job)
{
    job->out = buf_in(job->arena, IMPORT_TEXT_MAX);
    job->errors = buf_in(job->arena, IMPORT_TEXT_MAX);
}

void import_fail(struct import_job *job, struct str file, size_t line, const char *fmt, ...)
{
    job->n_errors++;
    if (job->n_errors > IMPORT_ERRORS_SHOWN)
        return;
    if (line)
        buf_printf(job->errors, IMPORT_AT_LINE, STR_ARG(file), line);
    else
        buf_printf(job->errors, IMPORT_AT_FILE, STR_ARG(file));
    va_list ap;
    va_start(ap, fmt);
    buf_vprintf(job->errors, fmt, ap);
    va_end(ap);
    buf_char(job->errors, '\n');
}

void import_progress(const struct import_job *job, size_t done, size_t all)
{
    if (job->progress)
        job->progress(job->progress_arg, done, all);
}
