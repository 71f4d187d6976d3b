using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Distill.Api.Tests.Access;
using Distill.Core.Annotation;
using Distill.Core.Storage;
using Distill.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Distill.Api.Tests.Annotations;

/// <summary>With keys: who may annotate, under which name, and what the second of two independent people may see.</summary>
public sealed class AnnotationAccessTests(AccessDriver api) : IClassFixture<AccessDriver>
{
    private const string Root = "/api/annotations/projects/news";

    [Fact]
    public async Task The_keys_name_is_the_annotators_and_the_second_person_does_not_see_the_first_decision()
    {
        var store = api.Host.Services.GetRequiredService<IAnnotationStore>();
        await store.AddProjectAsync(SomeAnnotation.Project(), AccessDriver.Cancel);
        await store.AddTasksAsync([SomeAnnotation.Task() with { Required = 2 }], AccessDriver.Cancel);

        (await api.SendAsync(HttpMethod.Post, $"{Root}/next", api["reader"])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await api.SendAsync(HttpMethod.Post, $"{Root}/next", api["gateway"])).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await api.SendAsync(HttpMethod.Post, $"{Root}/next", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);

        var first = await NextAsync("admin");
        first.GetProperty("lease").GetProperty("annotator").GetString().ShouldBe("admin");
        var desk = api.Host.Services.GetRequiredService<AnnotationDesk>();
        var decide = new AnnotationAction.Decide(
            first.GetProperty("lease").GetProperty("id").GetString()!,
            AnnotationChoice.Approve(0),
            0,
            "admin"
        );
        (await desk.ApplyAsync("news", SomeAnnotation.Task().Id, decide, null, AccessDriver.Cancel)).Refusal.ShouldBeNull();

        (await NextAsync("annotator")).GetProperty("decisions").GetArrayLength().ShouldBe(0);
        (await api.SendAsync(HttpMethod.Get, $"{Root}/tasks/{SomeAnnotation.Task().Id}/audit", api["annotator"])).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    private async Task<JsonElement> NextAsync(string key)
    {
        var response = await api.SendAsync(HttpMethod.Post, $"{Root}/next", api[key]);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await response.Content.ReadFromJsonAsync<JsonElement>(AccessDriver.Cancel);
    }
}
