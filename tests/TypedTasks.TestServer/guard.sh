# Outlives the process that started the server: its stdin ends when that process ends, however it ends.
# Then it stops the server, if one still runs in the folder, and removes the folder and its lock file.
trap '' HUP INT TERM
folder=$1
cat
pid=$(head -n 1 "$folder/data/postmaster.pid")
# A pid alone could belong to somebody else by now, or to a process that ended and waits to be reaped;
# only our running server has our data folder as its working directory.
runs() { [ -n "$pid" ] && [ "$(readlink "/proc/$pid/cwd")" = "$folder/data" ]; }
if runs; then
  kill -QUIT "$pid"
  while runs; do sleep 0.02; done
fi
# An initdb that was still at work may add a file in between.
until rm -rf "$folder"; do sleep 0.1; done
rm -f "$folder.lock"
