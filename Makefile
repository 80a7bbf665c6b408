# The door to the build: `make run`, `make test`, `make check`. Meson does the work; this file only says in which order.
.PHONY: all run test check bench asan clean messages
.DEFAULT_GOAL := all

all: build/build.ninja
	@ninja -C build --quiet

build/build.ninja:
	@dev/install build
	@meson setup build --buildtype=release >build.log 2>&1 || { cat build.log; rm -f build.log; exit 1; }
	@rm -f build.log

# The build the C tests run in: address and undefined-behaviour sanitizers.
build/asan/build.ninja:
	@dev/install build test
	@mkdir -p build
	@meson setup build/asan --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false >build/asan.log 2>&1 || { cat build/asan.log; exit 1; }

asan: build/asan/build.ninja
	@ninja -C build/asan --quiet

# Builds, fills sempre.db with the demonstration programme if there is none, and serves it.
run: all
	@test -e sempre.db || { echo "Filling sempre.db with the demonstration programme"; build/sempre demo; }
	@build/sempre demo --show
	@exec build/sempre serve

test:
	@dev/install build test
	@tests/run

check:
	@dev/install build
	@dev/check

# Measures with the binary that `make run` serves and writes bench/results.md.
bench: all
	@dev/install build bench
	@bench/run

clean:
	rm -rf build
