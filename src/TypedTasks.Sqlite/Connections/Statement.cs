using SQLitePCL;
using TypedTasks.Storage;

namespace TypedTasks.Sqlite.Connections;

/// <summary>A prepared statement: bind, then run or read, then dispose, which gives it back for the next use.</summary>
internal sealed class Statement : IDisposable
{
    private readonly Connection _connection;
    private readonly sqlite3_stmt _handle;
    private readonly Dictionary<string, int> _parameters = new(StringComparer.Ordinal);

    public Statement(Connection connection, sqlite3_stmt handle)
    {
        _connection = connection;
        _handle = handle;
        for (var i = 1; i <= raw.sqlite3_bind_parameter_count(handle); i++)
            _parameters.Add(raw.sqlite3_bind_parameter_name(handle, i).utf8_to_string()[1..], i);
    }

    /// <summary>Binds what names an attempt: job, claims and claimed_at.</summary>
    public Statement Bind(AttemptId attempt) => Bind("job", attempt.JobId).Bind("claims", attempt.Claims).Bind("claimed_at", attempt.ClaimedAt);

    public Statement Bind(string parameter, long value)
        => Checked(raw.sqlite3_bind_int64(_handle, _parameters[parameter], value));

    public Statement Bind(string parameter, long? value)
        => value is { } number ? Bind(parameter, number) : Checked(raw.sqlite3_bind_null(_handle, _parameters[parameter]));

    public Statement Bind(string parameter, string? value)
        => Checked(value is null
            ? raw.sqlite3_bind_null(_handle, _parameters[parameter])
            : raw.sqlite3_bind_text(_handle, _parameters[parameter], value));

    /// <summary>Binds a text that is in UTF-8 already.</summary>
    public Statement BindText(string parameter, ReadOnlySpan<byte> utf8)
        => utf8.IsEmpty ? Bind(parameter, "") : Checked(raw.sqlite3_bind_text(_handle, _parameters[parameter], utf8));

    public Statement BindBlob(string parameter, ReadOnlySpan<byte> value)
        => Checked(raw.sqlite3_bind_blob(_handle, _parameters[parameter], value));

    /// <summary>Runs a statement that answers nothing.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        Read();
        raw.sqlite3_reset(_handle);
        return _connection.Changes;
    }

    /// <summary>Goes to the next row.</summary>
    /// <returns>False after the last.</returns>
    public bool Read()
    {
        var code = raw.sqlite3_step(_handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;

        var fault = _connection.Fault();
        raw.sqlite3_reset(_handle);
        throw fault;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(_handle, column);

    public int Int(int column) => raw.sqlite3_column_int(_handle, column);

    public string Text(int column) => raw.sqlite3_column_text(_handle, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Time(int column) => DatabaseTime.ToDateTime(Long(column));

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    /// <summary>The attempt that a row begins with: id, claims and claimed_at.</summary>
    public AttemptId Attempt() => new(Long(0), Int(1), Long(2));

    /// <summary>A text as UTF-8.</summary>
    public byte[] Utf8(int column)
    {
        // Asking for the text first makes it UTF-8, also in a database that stores UTF-16.
        _ = raw.sqlite3_column_text(_handle, column);
        return raw.sqlite3_column_blob(_handle, column).ToArray();
    }

    public void Dispose() => raw.sqlite3_reset(_handle);

    /// <summary>Ends the statement for good.</summary>
    public void Close() => _handle.Dispose();

    private Statement Checked(int code) => code == raw.SQLITE_OK ? this : throw _connection.Fault();
}
