using System.Net;
using System.Text;
using System.Text.Json;
using Distill.Api.Feedback;
using Distill.Api.Tests.Gateway;
using Distill.Core.Storage;

namespace Distill.Api.Tests.Feedback;

public class FeedbackTests
{
    [Fact]
    public async Task AnEvent_IsDurableBeforeItIsAnswered_AndKeptOnceHoweverOftenItComes()
    {
        await using var gateway = await GatewayDriver.StartAsync([]);
        const string Event = """{"event_id":"e1","asid":"a1","type":"thumb","value":-1,"user":"ada","time":"2026-01-02T03:04:05Z"}""";

        using var first = await gateway.PostAsync(Event, "/v1/feedback");
        gateway.ReadLog("feedback").Count.ShouldBe(1);
        using var again = await gateway.PostAsync($"[{Event},{Event}]", "/v1/feedback");

        (await GatewayDriver.JsonAsync(first)).GetProperty("accepted").GetInt32().ShouldBe(1);
        (await GatewayDriver.JsonAsync(again)).GetProperty("known").GetInt32().ShouldBe(2);
        var line = (await gateway.StopAndReadAsync("feedback")).ShouldHaveSingleItem();
        var user = line.GetProperty("user").GetString();
        user.ShouldNotBe("ada");
        line.GetRawText()
            .ShouldBe($$"""{"event_id":"e1","asid":"a1","type":"thumb","value":-1,"user":"{{user}}","time":"2026-01-02T03:04:05.000Z"}""");
    }

    [Fact]
    public async Task AListWithAWrongEvent_IsRefusedAsAWhole_EachFieldNamed()
    {
        await using var gateway = await GatewayDriver.StartAsync([]);
        const string Events = """
            [{"asid":"a1","type":"copy"},{"asid":"a1","type":"rating","value":6},{"type":"like","value":"1","colour":"red"}]
            """;

        using var response = await gateway.PostAsync(Events, "/v1/feedback");

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var error = (await GatewayDriver.JsonAsync(response)).GetProperty("error");
        error.GetProperty("param").GetString().ShouldBe("[1].value");
        var fields = error.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("field").GetString());
        fields.ShouldBe(["[1].value", "[2].value", "[2].colour", "[2].asid", "[2].type"]);
        (await gateway.StopAndReadAsync("feedback")).ShouldBeEmpty();
    }

    [Fact]
    public async Task TheEventsOfAnAnswer_CanBeLookedAt_EvenOfAnAnswerNobodyKnows()
    {
        await using var gateway = await GatewayDriver.StartAsync([]);
        using var _ = await gateway.PostAsync(
            """[{"asid":"a1","type":"edit","text":"更好"},{"asid":"a2","type":"stop"},{"asid":"a1","type":"dwell","value":3.5}]""",
            "/v1/feedback"
        );

        var found = JsonDocument.Parse(await gateway.Client.GetStringAsync("/api/feedback?asid=a1", GatewayDriver.Cancel)).RootElement;

        found.EnumerateArray().Select(item => item.GetProperty("type").GetString()).ShouldBe(["edit", "dwell"]);
        found[0].GetProperty("text").GetString().ShouldBe("更好");
        found[1].GetProperty("value").GetDouble().ShouldBe(3.5);
    }

    [Theory]
    [InlineData("events.csv", "asid,type,value,text\na1,thumb,1,\na2,thumb,2,\na3,comment,,\"good, I think\"\n")]
    [InlineData(
        "events.jsonl",
        """
            {"asid":"a1","type":"thumb","value":1}
            {"asid":"a2","type":"thumb","value":2}
            {"asid":"a3","type":"comment","text":"good, I think"}
            """
    )]
    public async Task AFileOfEvents_IsTakenButForItsWrongRows_AndReadingItAgainChangesNothing(string name, string content)
    {
        await using var gateway = await GatewayDriver.StartAsync([]);
        await using (var write = await gateway.Service<IBlobStore>().CreateAsync($"uploads/feedback/{name}", default, GatewayDriver.Cancel))
        {
            await write.Content.WriteAsync(Encoding.UTF8.GetBytes(content), GatewayDriver.Cancel);
            await write.CommitAsync(GatewayDriver.Cancel);
        }

        var uploads = gateway.Service<FeedbackUploads>();
        var import = (await uploads.ImportAsync(name, GatewayDriver.Cancel)).ShouldNotBeNull();
        var again = (await uploads.ImportAsync(name, GatewayDriver.Cancel)).ShouldNotBeNull();

        (import.Accepted, import.Known, import.Rejected).ShouldBe((2, 0, 1));
        (again.Accepted, again.Known).ShouldBe((0, 2));
        var errors = await gateway.ReadBlobAsync($"uploads/feedback/{name}.error.json");
        errors.ShouldContain("-1, 0 or 1");
        JsonDocument.Parse(errors).RootElement.GetProperty("errors")[0].GetProperty("field").GetString().ShouldBe("value");
        (await uploads.ImportAsync($"{name}.error.json", GatewayDriver.Cancel)).ShouldBeNull();
        var lines = await gateway.StopAndReadAsync("feedback");
        lines.Select(line => line.GetProperty("asid").GetString()).ShouldBe(["a1", "a3"]);
        lines[1].GetProperty("text").GetString().ShouldBe("good, I think");
    }
}
