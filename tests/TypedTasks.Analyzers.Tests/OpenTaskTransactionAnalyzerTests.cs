using TypedTasks.Analyzers.Tests.Harness;

namespace TypedTasks.Analyzers.Tests;

public sealed class OpenTaskTransactionAnalyzerTests
{
    [Theory]
    [InlineData("await [|http.GetAsync(\"https://carrier.example\")|];", "HttpClient.GetAsync")]
    [InlineData("await [|System.Net.Http.Json.HttpClientJsonExtensions.GetFromJsonAsync<int>(http, \"https://carrier.example\")|];", "HttpClient.GetFromJsonAsync")]
    [InlineData("await [|mail.SendMailAsync(\"a@b.example\", \"c@d.example\", \"\", \"\")|];", "SmtpClient.SendMailAsync")]
    [InlineData("[|socket.Connect(\"carrier.example\", 80)|]; await Task.Yield();", "Socket.Connect")]
    [InlineData("await [|Task.Delay(5)|];", "Task.Delay")]
    [InlineData("[|Thread.Sleep(5)|]; await Task.Yield();", "Thread.Sleep")]
    [InlineData("async Task Wait() => await [|Task.Delay(5)|]; await Wait();", "Task.Delay")]
    [InlineData("Func<Task> wait = () => [|Task.Delay(5)|]; await wait();", "Task.Delay")]
    public void A_call_that_waits_is_reported(string body, string name) => Source.Reports(
        Program("System.Data.Common.DbTransaction data", body), "TT4007", $"'{name}' is called while the transaction 'data' of task method 'ShipAsync' is open", "EnqueueAsync(data, …)");

    [Theory]
    [InlineData("http.CancelPendingRequests(); await Task.Yield();")]
    [InlineData("http.Dispose(); mail.Dispose(); socket.Close(); await Task.Yield();")]
    [InlineData("await Task.WhenAll(Task.CompletedTask);")]
    [InlineData("_ = http.BaseAddress; _ = new System.Net.Http.HttpClient(); await Task.Yield();")]
    public void Other_calls_are_not(string body) => Source.IsClean(Program("System.Data.Common.DbTransaction data", body));

    [Theory]
    [InlineData("int data")]
    [InlineData("[FromServices] System.Data.Common.DbTransaction data")]
    public void A_task_without_a_transaction_of_its_own_may_wait(string parameter) => Source.IsClean(Program(parameter, "await Task.Delay(5); _ = await http.GetAsync(\"https://carrier.example\");"));

    [Fact]
    public void A_method_that_is_no_task_may_wait() => Source.IsClean(
        "public static class Shop { public static async Task ShipAsync(System.Data.Common.DbTransaction data) { _ = data; await Task.Delay(5); } }");

    private static string Program(string parameter, string body) =>
        $$"""
        public static class Shop
        {
            [QueueTask]
            public static async Task ShipAsync(
                {{parameter}}, [FromServices] System.Net.Http.HttpClient http, [FromServices] System.Net.Mail.SmtpClient mail,
                [FromServices] System.Net.Sockets.Socket socket, CancellationToken cancellationToken)
            {
                _ = (data, http, mail, socket, cancellationToken);
                {{body}}
            }
        }
        """;
}
