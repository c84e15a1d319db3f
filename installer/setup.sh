# Sourced by the scripts beside it: installs what is missing and builds what is out of date.
# All that it says goes to stderr, and it says nothing where there is nothing to do.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jar=$root/target/normscope.jar
# Of this system, in the jar of the engine.
case $(uname -sm) in
  'Linux aarch64') native=ai/onnxruntime/native/linux-aarch64 ;;
  'Darwin arm64') native=ai/onnxruntime/native/osx-aarch64 ;;
  *) native=ai/onnxruntime/native/linux-x64 ;;
esac

# What the engine frees stays with the process (glibc reads these) until FreedMemory gives it back: the next run, and the
# next operator of this one, need as much. One store for all threads: what lies in another than the first can be no larger
# than 64 MB, and is given back and asked for again, page by page, with every map: a step of training took 3.8 times as long.
export MALLOC_ARENA_MAX=${MALLOC_ARENA_MAX:-1} MALLOC_TRIM_THRESHOLD_=${MALLOC_TRIM_THRESHOLD_:-1073741824} \
  MALLOC_MMAP_THRESHOLD_=${MALLOC_MMAP_THRESHOLD_:-1073741824}

say() { printf 'normscope: %s\n' "$*" >&2; }

fail() { say "$*"; exit 1; }

# home_of COMMAND: the folder of the JDK that it belongs to.
home_of() { dirname "$(dirname "$(readlink -f "$(command -v "$1")")")"; }

# Whether there is a JDK of at least 17; a JRE alone cannot build. It is asked at each start: the JDK's own file says it
# at once, javac takes a third of a second.
has_jdk() {
  command -v javac >/dev/null || return 1
  local version
  version=$(sed -nE 's/^JAVA_VERSION="([0-9]+).*/\1/p' "$(home_of javac)/release" 2>/dev/null) || :
  [ "${version:-$(javac -version 2>&1 | sed -E 's/[^0-9]*([0-9]+).*/\1/')}" -ge 17 ]
}

is_debian() { command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; }

# installed PACKAGE...: those of them that are, a line each; one question for all, since this too is asked at each start.
installed() { dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p'; }

# Runs apt-get as root: as it is, or through sudo, which asks.
as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"
  elif command -v sudo >/dev/null; then sudo "$@"
  else fail "root is needed to install: $missing. Run as root, or install sudo."
  fi
}

# needs PACKAGE...: packages beside the JDK and Maven. On Debian and Ubuntu the missing ones are installed.
needs() {
  if ! is_debian; then
    has_jdk || fail "JDK 17 or newer is missing: install one (Temurin, for example) and put javac on the PATH."
    command -v mvn >/dev/null || fail "Maven is missing: install Maven 3.8 or newer and put mvn on the PATH."
    return
  fi
  missing=
  has_jdk || missing=$(jdk_package)
  command -v mvn >/dev/null || missing="$missing maven"
  local package there
  # From 2024 on libraries carry the suffix t64 on Ubuntu and Debian.
  there=$(installed "$@" "${@/%/t64}") || :
  for package in "$@"; do
    grep -qE "^$package(t64)?$" <<< "$there" || missing="$missing $package"
  done
  [ -n "${missing// /}" ] || return 0
  say "installing: $missing"
  as_root apt-get update -qq >&2
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >&2 \
    || fail "could not install: $missing. Look at what apt-get said above."
}

# JDK 17, or the distribution's default where it has moved on.
jdk_package() {
  if [ -n "$(apt-cache madison openjdk-17-jdk-headless 2>/dev/null)" ]; then echo openjdk-17-jdk-headless
  else as_root apt-get update -qq >&2
    if [ -n "$(apt-cache madison openjdk-17-jdk-headless 2>/dev/null)" ]; then echo openjdk-17-jdk-headless
    else echo default-jdk-headless; fi
  fi
}

out_of_date() {
  [ ! -f "$jar" ] || [ ! -d "$root/target/lib" ] \
    || [ -n "$(find "$root/pom.xml" "$root/src/main" "$root/assets" -newer "$jar" -print -quit)" ]
}

# Builds the jar and gathers its libraries, once; a start beside this one waits for it.
build() {
  out_of_date || return 0
  mkdir -p "$root/target"
  exec 9>"$root/target/.building"
  flock 9
  out_of_date || return 0
  say "building (the first time takes a few minutes)"
  mvn -B -q -f "$root/pom.xml" -DskipTests package >&2 || fail "the build failed; what Maven said stands above."
  java -cp "$root/target/classes:$root/target/lib/*" org.normscope.view.frame.BinarySheets "$jar" >&2 \
    || fail "the style sheets cannot be written into $jar"
  unpack
  touch "$jar"
  exec 9>&-
}

# Takes the engine's library out of its jar, where each start would do so: 24 MB, which a start that is killed leaves behind.
unpack() {
  local library
  for library in "$root"/target/lib/onnxruntime-[0-9]*.jar; do
    mkdir -p "$root/target/native"
    (cd "$root/target/native" && "$(home_of javac)/bin/jar" xf "$library" "$native") || rm -rf "$root/target/native"
  done
}

# Sets "engine", what tells a start where that library lies; where it does not, the engine unpacks its own.
engine() {
  engine=()
  [ ! -d "$root/target/native/$native" ] || engine=(-Donnxruntime.native.path="$root/target/native/$native")
}

# archive ARGUMENT...: sets "shared", what a start takes to have its classes as they lay in memory before. They are
# written down once a build, after a walk through parts of the window that nobody sees. A start that cannot have them takes longer,
# and nothing is said of it.
archive() {
  local made=$root/target/normscope.jsa rehearsal
  if [ ! "$made" -nt "$jar" ]; then
    say "preparing quick starts"
    rehearsal=$(mktemp -d)
    (start -XX:ArchiveClassesAtExit="$made" -Xlog:disable -Dnormscope.data="$rehearsal" "$@" \
      tour --only normalize,layers,style --out "$rehearsal") >/dev/null 2>&1 || : > "$made"
    rm -rf "$rehearsal"
  fi
  shared=()
  [ ! -s "$made" ] || shared=(-XX:SharedArchiveFile="$made" -Xshare:auto -Xlog:cds=off -Xlog:cds+dynamic=off -Xlog:class+path=off)
}

# Where the locale has no letters but ASCII's, the JVM cannot name a file of others.
with_letters() {
  case $(locale charmap 2>/dev/null) in ANSI_X3.4-1968 | US-ASCII | ASCII) export LC_ALL=C.UTF-8 ;; esac
}

# start ARGUMENT...: becomes the JVM. Its process is this one, so signals reach it and its exit status is the script's.
# Where this JDK has the module of vectors, it is added, and the line in which the JVM says that the module incubates is
# taken out of standard error. All else passes as it comes.
start() {
  with_letters
  grep -qs 'jdk\.incubator\.vector' "$(home_of java)/release" || exec java "$@"
  exec java --add-modules jdk.incubator.vector "$@" 2> >(without_warning >&2)
}

# From standard input to standard output. It outlives a Ctrl-C: what the JVM says while it ends must pass, too.
without_warning() {
  trap '' INT QUIT TERM HUP
  local line
  while IFS= read -r line; do
    [[ $line == 'WARNING: Using incubator modules: '* ]] && exec cat
    printf '%s\n' "$line"
  done
  printf '%s' "$line"
}
