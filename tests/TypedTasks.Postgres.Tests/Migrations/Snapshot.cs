using System.Runtime.CompilerServices;

namespace TypedTasks.Postgres.Tests.Migrations;

/// <summary>Compares a text with <c>name.verified.txt</c> beside the test; a difference is written to <c>name.received.txt</c> there.</summary>
internal static class Snapshot
{
    public static async Task AssertAsync(string name, string text, [CallerFilePath] string test = "")
    {
        var folder = Path.GetDirectoryName(test) ?? throw new InvalidOperationException($"'{test}' is in no folder.");
        var verified = Path.Combine(AppContext.BaseDirectory, "Migrations", $"{name}.verified.txt");
        var expected = File.Exists(verified) ? await File.ReadAllTextAsync(verified) : "";
        if (expected == text) return;

        var received = Path.Combine(folder, $"{name}.received.txt");
        if (Directory.Exists(folder)) await File.WriteAllTextAsync(received, text);
        Assert.Fail($"The schema is not the one of {name}.verified.txt. If that is meant, replace it by {received}.\n{text}");
    }
}
