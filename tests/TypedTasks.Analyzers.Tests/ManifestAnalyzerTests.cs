using Microsoft.CodeAnalysis;
using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class ManifestAnalyzerTests
{
    [Fact]
    public void A_forgotten_library_is_reported()
    {
        var diagnostic = Assert.Single(Setup("tasks.AddManifest(new Mail.TypedTasksManifest());").Ours);
        Assert.Equal("TT1010", diagnostic.Id);
        Assert.Contains("not that of 'Print'", diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tasks.AddAllTasks();")]
    [InlineData("tasks.AddManifest(new Mail.TypedTasksManifest()).AddManifest(new Print.TypedTasksManifest());")]
    [InlineData("tasks.AddManifest(new Mail.TypedTasksManifest()); tasks.AddAllTasks();")]
    [InlineData("tasks.AddManifest(new Mail.TypedTasksManifest()); ITaskManifest other = new Print.TypedTasksManifest(); tasks.AddManifest(other);")]
    [InlineData("")]
    public void Nothing_is_said_where_all_are_added_or_nobody_can_tell(string body) => Assert.Empty(Setup(body).Ours);

    [Fact]
    public void A_library_is_not_asked()
        => Assert.Empty(Compiled.From(Class("tasks.AddManifest(new Mail.TypedTasksManifest());"), references: Libraries()).Ours);

    private static Compiled Setup(string body) => Compiled.From("Console.WriteLine();\n" + Class(body), references: Libraries());

    private static string Class(string body) => $"public static class Setup {{ public static void Configure(ITypedTasksBuilder tasks) {{ {body} }} }}";

    private static IEnumerable<MetadataReference> Libraries() => [Library("Mail"), Library("Print")];

    private static MetadataReference Library(string name) => Compiled.From(
        $"namespace {name}.Tasks; public static class {name}Tasks {{ [QueueTask] public static Task Send{name}Async(Guid orderId) => Task.CompletedTask; }}",
        assemblyName: name).ToReference();
}
