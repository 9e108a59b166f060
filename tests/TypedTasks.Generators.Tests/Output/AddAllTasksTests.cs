using System.Reflection;
using Microsoft.CodeAnalysis;
using TypedTasks.Generators.Tests.Harness;

namespace TypedTasks.Generators.Tests.Output;

public sealed class AddAllTasksTests
{
    private const string Library = "namespace Lib; public static class T { [QueueTask] public static void FromLibrary(int x) { } }";
    private const string Program = "namespace App; public static class T { [QueueTask] internal static void FromProgram(int x) { } internal static void Main() { } }";

    [Fact]
    public void An_application_gets_its_own_tasks_and_those_of_its_references()
    {
        var library = GeneratedProgram.From(Library, new Setup { AssemblyName = "Acme.Lib" });
        var program = GeneratedProgram.From(Program, new Setup { AssemblyName = "Acme.App", Kind = OutputKind.ConsoleApplication, References = [library.ToReference()] });
        var source = program.Files["AddAllTasks.g.cs"];
        Assert.Contains("builder.AddManifest(new global::Acme.App.TypedTasksManifest());", source, StringComparison.Ordinal);
        Assert.Contains("builder.AddManifest(new global::Acme.Lib.TypedTasksManifest());", source, StringComparison.Ordinal);
    }

    [Fact]
    public void It_adds_the_tasks()
    {
        var added = new List<string>();
        AddAllTasks(GeneratedProgram.From(Program, new Setup { Kind = OutputKind.ConsoleApplication }).Load(), added);
        Assert.Equal(["App.FromProgram"], added);
    }

    [Fact]
    public void It_exists_without_any_tasks()
    {
        var added = new List<string>();
        AddAllTasks(GeneratedProgram.From("static class T { static void Main() { } }", new Setup { Kind = OutputKind.ConsoleApplication }).Load(), added);
        Assert.Empty(added);
    }

    [Theory]
    [InlineData("true", OutputKind.DynamicallyLinkedLibrary, true)]
    [InlineData("", OutputKind.DynamicallyLinkedLibrary, false)]
    [InlineData("false", OutputKind.ConsoleApplication, false)]
    [InlineData("", OutputKind.ConsoleApplication, true)]
    public void A_property_of_the_project_decides_for_libraries(string property, OutputKind kind, bool exists)
    {
        var program = GeneratedProgram.From(Program, new Setup { Kind = kind, Properties = new Dictionary<string, string> { ["TypedTasksGenerateRegistry"] = property } });
        Assert.Equal(exists, program.Files.ContainsKey("AddAllTasks.g.cs"));
    }

    [Fact]
    public void Internals_that_are_visible_make_nothing_ambiguous()
    {
        const string Visible = "[assembly: System.Runtime.CompilerServices.InternalsVisibleTo(\"Tests\")] namespace Shop; public sealed record Order(int X); "
            + "static class T { [QueueTask] internal static void Send(Order x) { } static void Main() { } }";
        var program = GeneratedProgram.From(Visible, new Setup { AssemblyName = "Program", Kind = OutputKind.ConsoleApplication });
        GeneratedProgram.From(
            "namespace Shop; static class U { [QueueTask] internal static void Check(Order x) { } static void Main() { } static object Both(ITypedTasksBuilder b) { Shop.Send.Job(new Order(1)); return b.AddAllTasks(); } }",
            new Setup { AssemblyName = "Tests", Kind = OutputKind.ConsoleApplication, References = [program.ToReference()] });
    }

    [Fact]
    public void A_project_without_TypedTasks_gets_nothing_but_the_embedded_attribute()
        => Assert.Empty(GeneratedProgram.From("static class T { }").Files);

    private static void AddAllTasks(Assembly program, List<string> added)
    {
        var method = Assert.Single(program.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic)), method => method.Name == "AddAllTasks");
        method.Invoke(null, [new Builder(added)]);
    }

    private sealed class Builder(List<string> added) : ITypedTasksBuilder
    {
        public ITypedTasksBuilder AddManifest(ITaskManifest manifest)
        {
            added.AddRange(manifest.Tasks.Select(task => task.Name));
            return this;
        }

        public ITypedTasksBuilder UseStorage(Func<IServiceProvider, Storage.IStorage> storage) => this;
    }
}
