param.o: src/core/web/param.c src/core/base/banned.h src/core/web/param.h \
 src/core/web/ctx.h src/core/base/clock.h src/core/base/str.h \
 src/core/base/hash.h src/core/http/req.h src/core/base/arena.h \
 src/core/http/target.h src/core/base/err.h src/core/http/resp.h \
 src/core/http/form.h src/core/store/write.h src/core/store/store.h \
 src/core/store/db.h src/core/tpl/tpl.h src/core/base/buf.h \
 src/core/tpl/value.h src/core/web/route.h src/core/base/log.h \
 src/core/base/rand.h src/core/base/utf8.h
src/core/base/banned.h:
src/core/web/param.h:
src/core/web/ctx.h:
src/core/base/clock.h:
src/core/base/str.h:
src/core/base/hash.h:
src/core/http/req.h:
src/core/base/arena.h:
src/core/http/target.h:
src/core/base/err.h:
src/core/http/resp.h:
src/core/http/form.h:
src/core/store/write.h:
src/core/store/store.h:
src/core/store/db.h:
src/core/tpl/tpl.h:
src/core/base/buf.h:
src/core/tpl/value.h:
src/core/web/route.h:
src/core/base/log.h:
src/core/base/rand.h:
src/core/base/utf8.h:
