using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TypedTasks.Storage;

namespace TypedTasks.Postgres.Tests;

public sealed class UsePostgresTests
{
    private const string Text = "Host=db1;Database=shop;Username=app;Password=s3cret-pass";

    [Fact]
    public async Task A_name_is_looked_up_in_the_configuration()
    {
        await using var storage = Build(tasks => tasks.UsePostgres("Shop"), ("ConnectionStrings:Shop", Text));

        Assert.Equal("PostgreSQL \"shop\" on db1, schema \"typed_tasks\"", storage.Description);
    }

    [Fact]
    public async Task A_text_with_an_equals_sign_is_a_connection_string()
    {
        await using var storage = Build(tasks => tasks.UsePostgres(Text, options => options.Schema = "jobs"));

        Assert.Equal("PostgreSQL \"shop\" on db1, schema \"jobs\"", storage.Description);
    }

    [Fact]
    public async Task Without_a_name_the_registered_data_source_is_used_and_left_open()
    {
        await using var source = NpgsqlDataSource.Create(Text);

        await using (var storage = Build(tasks => tasks.UsePostgres(), services => services.AddSingleton(source)))
            Assert.Equal("PostgreSQL \"shop\" on db1, schema \"typed_tasks\"", storage.Description);

        await using var connection = source.CreateConnection();
    }

    [Fact]
    public async Task A_data_source_of_the_caller_s_is_used_and_left_open()
    {
        await using var source = NpgsqlDataSource.Create(Text);

        await using (Build(tasks => tasks.UsePostgres(source)))
        await using (Build(tasks => tasks.UsePostgres(_ => source)))
        {
        }

        await using var connection = source.CreateConnection();
    }

    [Fact]
    public void A_container_that_is_disposed_without_waiting_closes_the_storage()
    {
        var services = new ServiceCollection().AddSingleton(_ => Build(tasks => tasks.UsePostgres(Text))).BuildServiceProvider();
        _ = services.GetRequiredService<IStorage>();

        services.Dispose();
    }

    [Fact]
    public void A_name_that_is_not_configured_says_where_to_set_it()
        => AssertWrong(() => Build(tasks => tasks.UsePostgres("Shop")), "ConnectionStrings:Shop", "ConnectionStrings__Shop");

    [Fact]
    public void An_empty_configured_text_says_where_to_set_it()
        => AssertWrong(() => Build(tasks => tasks.UsePostgres("Shop"), ("ConnectionStrings:Shop", " ")), "'Shop', or it is empty");

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void An_empty_text_says_what_to_pass(string? text)
        => AssertWrong(() => Build(tasks => tasks.UsePostgres(text!)), "The connection string is empty", "UsePostgres(\"Host=...;Database=...\")"); // ! on purpose

    [Theory]
    [InlineData("Host=db1;Password=s3cret-pass;part=two")]
    [InlineData("Host=db1;Password=s3cret-pass;Port=s3cret-pass")]
    [InlineData("Host=db1;Port=99999999999999;Password=s3cret-pass")]
    [InlineData("=s3cret-pass")]
    [InlineData("postgres://app:s3cret-pass@db1/shop?sslmode=require")]
    [InlineData("postgres://app:s3cret-pass@db1/shop")]
    public void A_malformed_text_says_what_form_it_needs_and_shows_none_of_it(string text)
        => AssertWrong(() => Build(tasks => tasks.UsePostgres(text)), "is not one that Npgsql understands", "Host=localhost;Port=5432");

    [Fact]
    public void A_malformed_configured_text_is_named()
        => AssertWrong(() => Build(tasks => tasks.UsePostgres("Shop"), ("ConnectionStrings:Shop", "Host=db1;s3cret-pass")), "The connection string 'Shop'");

    [Fact]
    public void A_text_without_a_host_says_so()
        => AssertWrong(() => Build(tasks => tasks.UsePostgres("Database=shop;Password=s3cret-pass")), "Add 'Host=...'");

    [Fact]
    public void Without_a_name_and_without_a_data_source_it_says_what_to_do()
        => AssertWrong(() => Build(tasks => tasks.UsePostgres()), "no NpgsqlDataSource is registered");

    [Fact]
    public void A_data_source_that_mixes_the_statements_of_several_callers_is_refused()
        => AssertWrong(
            () => Build(tasks => tasks.UsePostgres(), services => services.AddSingleton(NpgsqlDataSource.Create("Host=db1;Multiplexing=true"))),
            "'Multiplexing=true'", "UsePostgres(\"name\")");

    [Fact]
    public async Task In_a_connection_string_of_one_s_own_that_is_left_out()
    {
        var (fixture, _) = await PostgresFixture.MigratedAsync();
        await using var storage = (PostgresStorage)Build(tasks => tasks.UsePostgres(fixture.ConnectionString + ";Multiplexing=true", options => options.Schema = fixture.Schema));

        Assert.Empty(await storage.Workers.ListQueuesAsync(TestContext.Current.CancellationToken));
        await fixture.DisposeAsync();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Jobs")]
    [InlineData("pg_jobs")]
    [InlineData("1jobs")]
    [InlineData("jobs\"; drop table x")]
    [InlineData("jobs\n")]
    [InlineData("a123456789012345678901234567890123456789012345678901234567890123")]
    public void A_schema_name_that_can_t_work_is_refused(string schema)
        => AssertWrong(() => Build(tasks => tasks.UsePostgres(Text, options => options.Schema = schema)), "can't be the schema");

    [Theory]
    [InlineData(0)]
    [InlineData(301)]
    public void A_timeout_out_of_bounds_is_refused(int seconds)
        => AssertWrong(() => Build(tasks => tasks.UsePostgres(Text, options => options.CommandTimeout = TimeSpan.FromSeconds(seconds))), "1 second to 5 minutes");

    private static void AssertWrong(Func<IStorage> build, params string[] parts)
    {
        var exception = Assert.Throws<StorageException>(build);

        Assert.Equal(StorageFault.Configuration, exception.Fault);
        Assert.All(parts, part => Assert.Contains(part, exception.Message, StringComparison.Ordinal));
        Assert.DoesNotContain("s3cret-pass", exception.ToString(), StringComparison.Ordinal);
    }

    private static IStorage Build(Action<ITypedTasksBuilder> use, params (string Key, string Value)[] settings)
        => Build(use, services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value))
            .Build()));

    private static IStorage Build(Action<ITypedTasksBuilder> use, Action<IServiceCollection> register)
    {
        var services = new ServiceCollection();
        register(services);
        var builder = new Builder();
        use(builder);
        return builder.Storage!(services.BuildServiceProvider()); // ! UsePostgres sets it
    }

    private sealed class Builder : ITypedTasksBuilder
    {
        public Func<IServiceProvider, IStorage>? Storage { get; private set; }

        public ITypedTasksBuilder AddManifest(ITaskManifest manifest) => this;

        public ITypedTasksBuilder UseStorage(Func<IServiceProvider, IStorage> storage)
        {
            Storage = storage;
            return this;
        }
    }
}
