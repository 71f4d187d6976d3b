using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Distill.Api.Access;
using Distill.LocalHost.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.LocalHost.Tests.Hosting;

public sealed class DistillLocalHostTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_with_the_whole_app_answers_its_probes()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync();
        using var client = HostDriver.Client(host);

        (await client.GetAsync("/health/live", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var ready = await client.GetFromJsonAsync<JsonElement>("/health/ready", Cancel);

        ready.GetProperty("status").GetString().ShouldBe("ready");
        ready.GetProperty("checks").GetArrayLength().ShouldBe(3);
    }

    [Fact]
    public async Task An_http_function_starts_an_orchestration_whose_activities_run()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync(typeof(TestFunctions));
        using var client = HostDriver.Client(host);

        var response = await client.PostAsync("/start/ada/3", null, Cancel);
        var instance = await response.Content.ReadAsStringAsync(Cancel);
        var done = await host.Client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, Cancel);

        done.ReadOutputAs<string>().ShouldBe("HELLO ADA 3");
        (await client.GetAsync("/start/ada/3", Cancel)).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
    }

    [Fact]
    public async Task A_second_host_on_the_same_home_is_refused_with_process_address_and_remedy()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync(typeof(TestFunctions));

        var refusal = await Should.ThrowAsync<LocalHostException>(() => driver.StartAsync(typeof(TestFunctions)));

        refusal.Message.ShouldContain($"process {Environment.ProcessId}");
        refusal.Message.ShouldContain($"--host {host.Address}");
    }

    [Fact]
    public async Task A_home_is_free_after_a_stop_and_after_a_killed_host_left_its_files()
    {
        await using var driver = new HostDriver();
        await using (await driver.StartAsync(typeof(TestFunctions))) { }

        await File.WriteAllTextAsync(Path.Combine(driver.Home, "host.info"), """{"ProcessId":1,"Address":"http://127.0.0.1:1"}""", Cancel);

        await driver.StartAsync(typeof(TestFunctions));
    }

    [Fact]
    public async Task A_stop_lets_a_running_activity_finish_and_keeps_its_result()
    {
        await using var driver = new HostDriver();
        var gate = new Gate();
        var host = await driver.StartAsync(WithGate(driver, gate));
        var instance = await host.Client.ScheduleNewOrchestrationInstanceAsync("Greet", "ada", Cancel);
        await gate.Entered.WaitAsync(Cancel);

        var stopping = host.StopAsync(Cancel);
        stopping.IsCompleted.ShouldBeFalse();
        gate.Open();
        await stopping;
        await host.DisposeAsync();

        var next = await driver.StartAsync(WithGate(driver, new Gate()));
        var done = await next.Client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, Cancel);
        done.ReadOutputAs<string>().ShouldBe("HELLO ADA");
        gate.Passes.ShouldBe(1);
    }

    [Fact]
    public async Task An_activity_that_outlives_the_grace_time_runs_again_after_the_restart()
    {
        await using var driver = new HostDriver();
        var gate = new Gate();
        var host = await driver.StartAsync(WithGate(driver, gate) with { ShutdownGrace = TimeSpan.Zero });
        var instance = await host.Client.ScheduleNewOrchestrationInstanceAsync("Greet", "ada", Cancel);
        await gate.Entered.WaitAsync(Cancel);
        await host.DisposeAsync();

        var open = new Gate();
        open.Open();
        var next = await driver.StartAsync(WithGate(driver, open));

        var done = await next.Client.WaitForInstanceCompletionAsync(instance, getInputsAndOutputs: true, Cancel);
        done.ReadOutputAs<string>().ShouldBe("HELLO ADA");
        (gate.Passes, open.Passes).ShouldBe((0, 1));
    }

    [Fact]
    public async Task With_a_key_every_request_but_the_probes_must_present_it()
    {
        await using var driver = new HostDriver();
        (var key, driver.Settings["Auth:Keys:ops:Hash"]) = AccessKey.Create();
        driver.Settings["Auth:Keys:ops:Role"] = "admin";
        var host = await driver.StartAsync(typeof(TestFunctions));
        using var client = HostDriver.Client(host);

        (await client.GetAsync("/health/ready", Cancel)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var refused = await client.GetAsync("/api/runs", Cancel);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await GetAsync(client, "Authorization", "Bearer wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync(client, "Authorization", $"Bearer {key}")).ShouldBe(HttpStatusCode.OK);
        (await GetAsync(client, "x-api-key", key)).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Without_a_key_a_request_under_a_foreign_host_name_is_refused()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync(typeof(TestFunctions));
        using var client = HostDriver.Client(host);

        (await GetAsync(client, "Host", "evil.example")).ShouldBe(HttpStatusCode.BadRequest);
        (await GetAsync(client, "Host", "localhost:5210")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_change_that_a_page_of_another_site_asks_for_is_refused()
    {
        await using var driver = new HostDriver();
        var host = await driver.StartAsync(typeof(TestFunctions));
        using var client = HostDriver.Client(host);

        (await PostAsync(client, "https://evil.example")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(client, "null")).ShouldBe(HttpStatusCode.Forbidden);
        (await PostAsync(client, host.Address.GetLeftPart(UriPartial.Authority))).ShouldBe(HttpStatusCode.NotFound);
        (await PostAsync(client, null)).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_former_single_key_is_refused_instead_of_leaving_the_host_open()
    {
        await using var driver = new HostDriver();
        driver.Settings["Api:Key"] = "s3cret";

        var refusal = await Should.ThrowAsync<LocalHostException>(() => driver.StartAsync(typeof(TestFunctions)));

        refusal.Message.ShouldContain("distill keys new");
        refusal.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task An_address_open_to_the_network_is_refused_without_a_key()
    {
        await using var driver = new HostDriver();

        var refusal = await Should.ThrowAsync<LocalHostException>(() =>
            driver.StartAsync(driver.Options(typeof(TestFunctions)) with { Urls = "http://0.0.0.0:0" })
        );

        refusal.Message.ShouldContain("Auth:Keys");
    }

    [Fact]
    public async Task A_busy_port_is_named_with_the_remedy_and_frees_the_home()
    {
        await using var driver = new HostDriver();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var refusal = await Should.ThrowAsync<LocalHostException>(() =>
            driver.StartAsync(driver.Options(typeof(TestFunctions)) with { Urls = $"http://127.0.0.1:{port}" })
        );

        refusal.Message.ShouldContain($":{port}");
        refusal.Message.ShouldContain("--urls");
        await driver.StartAsync(typeof(TestFunctions));
    }

    [Fact]
    public async Task A_wrong_configuration_file_is_named_with_its_line()
    {
        await using var driver = new HostDriver();
        var file = Path.Combine(driver.Home, "wrong.yaml");
        await File.WriteAllTextAsync(file, "models:\n  a: [", Cancel);

        var refusal = await Should.ThrowAsync<LocalHostException>(() =>
            driver.StartAsync(driver.Options(typeof(TestFunctions)) with { ConfigFile = file })
        );

        refusal.Message.ShouldStartWith($"{file}:3:");
    }

    [Fact]
    public async Task A_named_configuration_file_that_is_missing_is_an_error()
    {
        await using var driver = new HostDriver();

        var refusal = await Should.ThrowAsync<LocalHostException>(() =>
            driver.StartAsync(driver.Options(typeof(TestFunctions)) with { ConfigFile = "/nowhere/distill.yaml" })
        );

        refusal.Message.ShouldContain("/nowhere/distill.yaml");
    }

    [Fact]
    public async Task A_home_that_is_a_file_cannot_be_written()
    {
        await using var driver = new HostDriver();
        var file = Path.Combine(driver.Home, "file");
        await File.WriteAllTextAsync(file, "", Cancel);

        var refusal = await Should.ThrowAsync<LocalHostException>(() =>
            driver.StartAsync(driver.Options(typeof(TestFunctions)) with { Home = file })
        );

        refusal.Message.ShouldContain(file);
        refusal.Message.ShouldContain("DISTILL_HOME");
    }

    [Fact]
    public async Task Models_of_the_emulator_get_its_address_and_are_marked()
    {
        await using var driver = new HostDriver();
        driver.Settings["Models:teacher:Endpoint"] = "emulator";
        driver.Settings["Models:teacher:Model"] = "judge";
        var host = await driver.StartAsync(typeof(TestFunctions));
        using var client = HostDriver.Client(host);

        var models = await client.GetFromJsonAsync<JsonElement>("/api/models", Cancel);
        var teacher = models.GetProperty("configured")[0];

        teacher.GetProperty("emulated").GetBoolean().ShouldBeTrue();
        teacher.GetProperty("endpoint").GetString().ShouldBe(host.Settings["Models:teacher:Endpoint"]);
        using var emulator = new HttpClient();
        var answer = await emulator.GetAsync($"{teacher.GetProperty("endpoint").GetString()}/models", Cancel);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static LocalHostOptions WithGate(HostDriver driver, Gate gate) =>
        driver.Options(typeof(TestFunctions)) with
        {
            ConfigureServices = services => services.AddSingleton(gate),
        };

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string? origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/runs/none/cancel");
        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private static async Task<HttpStatusCode> GetAsync(HttpClient client, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/runs");
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await client.SendAsync(request, Cancel);
        return response.StatusCode;
    }
}
