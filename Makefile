# The door to the build: `make run`, `make test`, `make check`, `make tsan`, `make fuzz`, `make deb`. Meson does the work; this file only says in which order.
.PHONY: all run test check bench asan tsan fuzz attack deb clean
.DEFAULT_GOAL := all
T = 10

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

# The tests that start threads, under the thread sanitizer.
build/tsan/build.ninja:
	@dev/install build test
	@mkdir -p build
	@meson setup build/tsan --buildtype=debugoptimized -Db_sanitize=thread -Db_lundef=false >build/tsan.log 2>&1 || { cat build/tsan.log; exit 1; }

tsan: build/tsan/build.ninja
	@echo "Building the test programs that start threads with the thread sanitizer"
	@ninja -C build/tsan --quiet threaded
	@tests/threads

# Everything built by clang, with its own warnings, and every target of tests/fuzz run for T seconds: make fuzz T=600
build/fuzz/build.ninja:
	@dev/install build test
	@mkdir -p build
	@CC=clang meson setup build/fuzz --buildtype=debugoptimized -Dfuzz=true -Db_sanitize=address,undefined -Db_lundef=false >build/fuzz.log 2>&1 || { cat build/fuzz.log; exit 1; }

fuzz: build/fuzz/build.ninja
	@echo "Building everything with clang, address and undefined-behaviour sanitizers and libFuzzer"
	@ninja -C build/fuzz --quiet
	@tests/fuzz/run $(T)

# The attack on hidden counts (tests/attack) over PROGRAMMES random programmes from SEED on; `make test` runs the first 200 of them.
PROGRAMMES = 10000
SEED = 1
attack: build/build.ninja
	@dev/install build test
	@ninja -C build --quiet tests/attack/attack
	@tests/attack/run $(PROGRAMMES) $(SEED)

# Builds, fills sempre.db with the demonstration programme if there is none, and serves it.
run:
	@echo "Building build/sempre"
	@$(MAKE) --no-print-directory all
	@if test -e sempre.db; then build/sempre demo --show; \
	else echo "Filling sempre.db with the demonstration programme"; build/sempre demo; fi
	@exec build/sempre serve

test:
	@dev/install build test package
	@tests/run

check:
	@dev/install build
	@dev/check

# The Debian package, into build/.
deb: all
	@dev/install build package
	@dev/deb

# Measures with the binary that `make run` serves and writes bench/results.md.
bench: all
	@dev/install build bench
	@ninja -C build --quiet bench/opinions bench/disclosure
	@bench/run

clean:
	rm -rf build
