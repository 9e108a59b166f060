namespace TypedTasks.TestServer.Tests;

public sealed class PostgresBinariesTests : IDisposable
{
    private readonly string _machine = Directory.CreateTempSubdirectory("typedtasks-binaries-").FullName;

    private string DebianFolder => Path.Combine(_machine, "postgresql");

    public void Dispose() => Directory.Delete(_machine, recursive: true);

    [Fact]
    public void A_machine_without_PostgreSQL_gets_a_sentence_that_says_what_to_install()
    {
        var error = Assert.Throws<PostgresNotInstalledException>(() => PostgresBinaries.Find(null, _machine, DebianFolder));

        Assert.Contains("'apt-get install postgresql'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_chosen_folder_without_the_programs_is_named_in_the_error()
    {
        var error = Assert.Throws<PostgresNotInstalledException>(() => PostgresBinaries.Find(_machine, null, DebianFolder));

        Assert.Contains($"TYPEDTASKS_PG_BIN is set to '{_machine}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bin")]
    [InlineData("native/bin")]
    public void The_chosen_folder_wins_and_may_be_an_installation_or_an_npm_package(string inside)
    {
        AddServer("postgresql/15/bin");
        var chosen = AddServer(Path.Combine("chosen", inside));

        var found = PostgresBinaries.Find(Path.Combine(_machine, "chosen"), null, DebianFolder);

        Assert.Equal(chosen.TrimEnd('/'), found.Folder.TrimEnd('/'));
    }

    [Fact]
    public void The_highest_version_by_number_is_taken()
    {
        AddServer("postgresql/9/bin");
        var highest = AddServer("postgresql/16/bin");
        Directory.CreateDirectory(Path.Combine(DebianFolder, "17", "bin")); // a client without a server

        Assert.Equal(highest, PostgresBinaries.Find(null, null, DebianFolder).Folder);
    }

    [Fact]
    public void The_folder_that_pg_config_names_is_taken_before_the_highest_version()
    {
        AddServer("postgresql/16/bin");
        var configured = AddServer("configured");
        AddPgConfig(configured);

        Assert.Equal(configured, PostgresBinaries.Find(null, "/nowhere:" + _machine, DebianFolder).Folder);
    }

    [Fact]
    public void A_pg_config_that_came_without_a_server_is_passed_over()
    {
        var highest = AddServer("postgresql/16/bin");
        AddPgConfig("/nowhere");

        Assert.Equal(highest, PostgresBinaries.Find(null, _machine, DebianFolder).Folder);
    }

    private string AddServer(string path)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_machine, path)).FullName;
        foreach (var program in new[] { "initdb", "pg_ctl", "postgres" })
            File.WriteAllText(Path.Combine(folder, program), "");
        return folder;
    }

    private void AddPgConfig(string binFolder)
    {
        var script = Path.Combine(_machine, "pg_config");
        File.WriteAllText(script, $"#!/bin/sh\necho {binFolder}\n");
        Command.Run("chmod", "+x", script);
    }
}
