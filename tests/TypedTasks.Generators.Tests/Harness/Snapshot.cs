using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace TypedTasks.Generators.Tests.Harness;

/// <summary>Compares a text with the file <c>Name.verified.cs</c> beside the test. On a difference it writes <c>Name.received.cs</c> there: look, and rename it.</summary>
internal static partial class Snapshot
{
    public static void Verify(string text, string name, [CallerFilePath] string testFile = "")
    {
        text = Version().Replace(text, "GeneratedCode(\"TypedTasks\", \"version\")");
        var stem = Path.Combine(Path.GetDirectoryName(testFile) ?? "", name);
        var received = stem + ".received.cs";
        File.Delete(received);
        var expected = File.Exists(stem + ".verified.cs") ? File.ReadAllText(stem + ".verified.cs") : "";
        if (expected == text) return;

        File.WriteAllText(received, text);
        Assert.Equal(expected, text);
    }

    [GeneratedRegex("""GeneratedCode\("TypedTasks", "[0-9.]+"\)""")]
    private static partial Regex Version();
}
