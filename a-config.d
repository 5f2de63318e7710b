config.o: src/app/config.c src/core/base/banned.h src/app/config.h \
 src/core/base/err.h src/core/base/str.h src/core/base/arena.h \
 src/core/base/limits.h
src/core/base/banned.h:
src/app/config.h:
src/core/base/err.h:
src/core/base/str.h:
src/core/base/arena.h:
src/core/base/limits.h:
