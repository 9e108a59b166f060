using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TypedTasks.Generators.Tests.RoundTrips;

/// <summary>Compares generated serializers with System.Text.Json, in both directions.</summary>
internal static class Payload
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The bytes are those of System.Text.Json, and reading them calls the task with an equal value.</summary>
    public static T ComesBack<T>(Func<T, NewJob> job, T value)
    {
        var expected = JsonSerializer.Serialize(value, Json);
        var stored = job(value);
        Assert.Equal($$"""{"value":{{expected}}}""", Text(stored));

        var got = (T)Assert.Single(Run(stored))!; // null only where T is nullable
        Assert.Equal(expected, JsonSerializer.Serialize(got, Json));
        Assert.Equal(value, got);
        return got;
    }

    /// <summary>Reads a payload and runs the task with it.</summary>
    /// <returns>What the task was called with.</returns>
    public static IReadOnlyList<object?> Read(TaskDefinition task, string payload)
    {
        var capture = new Capture();
        var result = task.Decode(Encoding.UTF8.GetBytes(payload))(capture);
        Assert.True(result.IsCompletedSuccessfully);
        return capture.Values;
    }

    public static IReadOnlyList<object?> Run(NewJob job) => Read(job.Definition, Text(job));

    public static InvalidPayloadException Refuses(TaskDefinition task, string payload) => Assert.Throws<InvalidPayloadException>(() => Read(task, payload));

    public static string Text(NewJob job) => Encoding.UTF8.GetString(job.Payload.Span);
}
