using System.Text.Json;
using System.Text.Json.Serialization;

namespace TypedTasks.History.Events;

/// <summary>A process's own file of events, one line of JSON each, written at once: what a killed process saw stays.</summary>
public sealed class EventFile(string path, string process) : IEventLog, IDisposable
{
    /// <summary>How the files of a run end.</summary>
    public const string Extension = ".events.jsonl";

    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Lock _gate = new();
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);

    public void Write(HistoryEvent seen)
    {
        lock (_gate)
        {
            byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(seen with { Process = process, At = IEventLog.Now }, Json), (byte)'\n'];
            _file.Write(line);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>Reads the files of all processes of a run, in the order of time.</summary>
    public static IReadOnlyList<HistoryEvent> ReadFolder(string folder)
        => [.. Directory.GetFiles(folder, "*" + Extension).Order(StringComparer.Ordinal).SelectMany(Read).OrderBy(static seen => seen.At)];

    private static IEnumerable<HistoryEvent> Read(string path)
    {
        var text = File.ReadAllText(path);

        // A process that was killed while it wrote leaves half a line: it saw nothing after that.
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        foreach (var line in whole.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return JsonSerializer.Deserialize<HistoryEvent>(line, Json) ?? throw new InvalidDataException($"{path} has a line without an event: {line}");
    }
}
