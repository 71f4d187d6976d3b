using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Api.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Api.Tests.Access;

public sealed class AccessTests(AccessDriver driver) : IClassFixture<AccessDriver>
{
    // The files of the API reader are a library's, without data; the page that loads them asks for a role.
    private static readonly string[] Open =
    [
        "health/live",
        "health/ready",
        "docs/scalar.js",
        "docs/scalar.aspnetcore.js",
        "docs/favicon.svg",
    ];

    [Fact]
    public void Every_endpoint_has_a_policy_and_only_the_probes_are_open()
    {
        var endpoints = driver.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        endpoints.Count.ShouldBeGreaterThan(15);
        foreach (var endpoint in endpoints)
        {
            var route = endpoint.RoutePattern.RawText!.Trim('/');
            var open = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            open.ShouldBe(Open.Contains(route), route);
            if (!open)
            {
                var policies = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).ToList();
                policies.ShouldNotBeEmpty(route);
                policies.ShouldAllBe(policy => AccessPolicies.Roles.ContainsKey(policy!), route);
            }
        }
    }

    [Theory]
    [InlineData("GET", "/api/runs", "admin annotator reader")]
    [InlineData("GET", "/api/datasets", "admin annotator reader")]
    [InlineData("GET", "/api/models", "admin annotator reader")]
    [InlineData("GET", "/openapi/v1.json", "admin annotator reader")]
    [InlineData("GET", "/docs/", "admin annotator reader")]
    [InlineData("POST", "/api/runs", "admin")]
    [InlineData("POST", "/api/runs/none/cancel", "admin")]
    [InlineData("PUT", "/api/sources/a.txt", "admin")]
    [InlineData("GET", "/api/nothing", "admin")]
    [InlineData("GET", "/health/live", "admin annotator reader gateway")]
    public async Task A_role_may_what_its_policies_say(string method, string path, string allowed)
    {
        foreach (var role in Enum.GetValues<AccessRole>().Select(role => role.ToString().ToLowerInvariant()))
        {
            var status = (await driver.SendAsync(new HttpMethod(method), path, driver[role])).StatusCode;

            if (allowed.Split(' ').Contains(role))
            {
                status.ShouldNotBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden);
            }
            else
            {
                status.ShouldBe(HttpStatusCode.Forbidden, role);
            }
        }
    }

    [Fact]
    public async Task Without_a_key_or_with_a_wrong_or_expired_one_the_answer_is_a_problem_401()
    {
        var wrong = AccessKey.Create().Key;
        foreach (var key in new[] { null, wrong, driver["expired"], "", "a.b.c" })
        {
            var response = await driver.SendAsync(HttpMethod.Get, "/api/runs", key);

            response.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            response.Headers.WwwAuthenticate.ShouldHaveSingleItem().Scheme.ShouldBe("Bearer");
        }

        var log = string.Join('\n', driver.Log.Entries.Select(entry => entry.Message));
        log.ShouldContain("the key 'expired' has expired");
        log.ShouldContain("the key is unknown");
        log.ShouldNotContain(wrong);
        log.ShouldNotContain(driver["expired"]);
    }

    [Fact]
    public async Task A_key_is_taken_from_either_header_and_logged_by_its_name()
    {
        (await driver.SendAsync(HttpMethod.Get, "/api/runs", null, driver["reader"])).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await driver.SendAsync(HttpMethod.Get, "/api/runs", driver["lasting"])).StatusCode.ShouldBe(HttpStatusCode.OK);

        var log = string.Join('\n', driver.Log.Entries.Select(entry => entry.Message));
        log.ShouldContain("The key lasting (Admin) asks for GET /api/runs.");
        log.ShouldNotContain(driver["lasting"]);
        log.ShouldNotContain(driver["reader"]);
    }

    [Fact]
    public async Task A_role_that_does_not_suffice_is_a_problem_403()
    {
        var response = await driver.SendAsync(HttpMethod.Get, "/api/runs", driver["gateway"]);

        response.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await response.Content.ReadFromJsonAsync<JsonElement>(AccessDriver.Cancel)).GetProperty("status").GetInt32().ShouldBe(403);
        driver.Log.Entries.ShouldContain(entry => entry.Event.Name == "AccessForbidden" && entry.Message.Contains("gateway"));
    }

    [Fact]
    public async Task A_token_of_the_tenant_counts_by_its_app_roles()
    {
        var reader = EntraTokens.Create("reader");

        (await driver.SendAsync(HttpMethod.Get, "/api/runs", reader)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await driver.SendAsync(HttpMethod.Post, "/api/runs", reader)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var started = await driver.SendAsync(HttpMethod.Post, "/api/runs", EntraTokens.Create("admin"));
        started.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_token_of_another_tenant_audience_signer_or_time_is_refused()
    {
        string[] tokens =
        [
            EntraTokens.Create("admin", tenant: "99999999-2222-3333-4444-555555555555"),
            EntraTokens.Create("admin", audience: "api://other"),
            EntraTokens.Create("admin", strange: true),
            EntraTokens.Create("admin", minutes: -60),
        ];
        foreach (var token in tokens)
        {
            (await driver.SendAsync(HttpMethod.Get, "/api/runs", token)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }

        string.Join('\n', driver.Log.Entries.Select(entry => entry.Message)).ShouldNotContain(tokens[2].Split('.')[2]);
    }

    [Fact]
    public async Task The_host_gives_clients_in_its_process_a_key_of_their_own() =>
        (await driver.SendAsync(HttpMethod.Get, "/api/runs", driver.Host.ProcessKey)).StatusCode.ShouldBe(HttpStatusCode.OK);
}
