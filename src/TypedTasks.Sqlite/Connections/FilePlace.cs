using System.Runtime.InteropServices;
using SQLitePCL;

namespace TypedTasks.Sqlite.Connections;

/// <summary>Asks SQLite whether an open file still has its name. Neither SQL nor the driver tells, and .NET has no numbers of files.</summary>
internal static class FilePlace
{
    private const string Library = "e_sqlite3";
    private const int HasMoved = 20; // SQLITE_FCNTL_HAS_MOVED

    // To another build of SQLite, brought along by the program, our handle would mean nothing.
    private static readonly bool IsThisLibrary = raw.GetNativeLibraryName() == Library;

    /// <returns>False when the name is gone or is that of another file; null where SQLite does not know, as on Windows, which lets nobody move an open file.</returns>
    public static bool? IsKept(sqlite3 open)
        => IsThisLibrary && sqlite3_file_control(open, IntPtr.Zero, HasMoved, out var hasMoved) == raw.SQLITE_OK ? hasMoved == 0 : null;

    [DllImport(Library)]
    private static extern int sqlite3_file_control(sqlite3 database, IntPtr name, int operation, out int answer);
}
