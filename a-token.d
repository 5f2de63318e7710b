token.o: src/core/web/token.c src/core/base/banned.h src/core/web/token.h \
 src/core/base/hash.h src/core/base/str.h src/core/base/arena.h \
 src/core/base/limits.h
src/core/base/banned.h:
src/core/web/token.h:
src/core/base/hash.h:
src/core/base/str.h:
src/core/base/arena.h:
src/core/base/limits.h:
