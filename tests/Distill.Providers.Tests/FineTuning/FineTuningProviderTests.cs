using System.Text;
using System.Text.Json.Nodes;
using Distill.Core.Inference;
using Distill.Core.Training;
using Distill.Providers.Tests.OpenAICompatible;
using Distill.Testing.Http;

namespace Distill.Providers.Tests.FineTuning;

public class FineTuningProviderTests
{
    private static readonly FineTuningRequest Request = new()
    {
        TrainingFile = "file-train",
        ValidationFile = "file-valid",
        Suffix = "run1-round1-tiny",
        Epochs = 3,
        LearningRateMultiplier = 0.5,
        Seed = 7,
    };

    [Fact]
    public async Task UploadAsync_SendsThePurposeAndTheFile()
    {
        await using var driver = await PlatformDriver.StartAsync(_ => Json("""{"id":"file-1","object":"file"}"""));

        var id = await Provider(driver)
            .UploadAsync(driver.Model, "train.jsonl", new MemoryStream(Encoding.UTF8.GetBytes("""{"messages":[]}""")));

        id.ShouldBe("file-1");
        var body = driver.Server.Requests.Single().Body;
        body.ShouldContain("fine-tune");
        body.ShouldContain("train.jsonl");
        body.ShouldContain("""{"messages":[]}""");
    }

    [Fact]
    public async Task StartAsync_OfANewSuffix_CreatesASupervisedJob()
    {
        await using var driver = await PlatformDriver.StartAsync(request =>
            request.Method == "GET" ? Json("""{"data":[],"has_more":false}""") : Json("""{"id":"ftjob-1","status":"queued"}""")
        );

        (await Provider(driver).StartAsync(driver.Model, Request)).ShouldBe("ftjob-1");

        var body = JsonNode.Parse(driver.Server.Requests.Last().Body)!;
        body["model"]!.GetValue<string>().ShouldBe("small-model");
        body["training_file"]!.GetValue<string>().ShouldBe("file-train");
        body["validation_file"]!.GetValue<string>().ShouldBe("file-valid");
        body["suffix"]!.GetValue<string>().ShouldBe(Request.Suffix);
        body["seed"]!.GetValue<int>().ShouldBe(7);
        body["method"]!["type"]!.GetValue<string>().ShouldBe("supervised");
        body["method"]!["supervised"]!["hyperparameters"]!.ToJsonString().ShouldBe("""{"n_epochs":3,"learning_rate_multiplier":0.5}""");
    }

    [Fact]
    public async Task StartAsync_OfPreferencesOnAnEarlierResult_CreatesADpoJobOnThatModel()
    {
        await using var driver = await PlatformDriver.StartAsync(request =>
            request.Method == "GET" ? Json("""{"data":[],"has_more":false}""") : Json("""{"id":"ftjob-1","status":"queued"}""")
        );
        var request = Request with { BaseModel = "ft:small-model:v1", Method = FineTuningMethod.Dpo, Beta = 0.2 };

        await Provider(driver).StartAsync(driver.Model, request);

        var body = JsonNode.Parse(driver.Server.Requests.Last().Body)!;
        body["model"]!.GetValue<string>().ShouldBe("ft:small-model:v1");
        body["method"]!
            .ToJsonString()
            .ShouldBe("""{"type":"dpo","dpo":{"hyperparameters":{"n_epochs":3,"learning_rate_multiplier":0.5,"beta":0.2}}}""");
    }

    [Theory]
    [InlineData("running", "ftjob-old")]
    [InlineData("succeeded", "ftjob-old")]
    [InlineData("failed", "ftjob-new")]
    [InlineData("cancelled", "ftjob-new")]
    public async Task StartAsync_OfAKnownSuffix_TakesTheJobThatCanStillSucceed(string status, string expected)
    {
        await using var driver = await PlatformDriver.StartAsync(request =>
            request switch
            {
                { Method: "POST" } => Json("""{"id":"ftjob-new","status":"queued"}"""),
                { Path: "fine_tuning/jobs?limit=100" } => Json(
                    """{"data":[{"id":"ftjob-x","status":"running","user_provided_suffix":"other"}],"has_more":true}"""
                ),
                _ => Json(
                    $$"""{"data":[{"id":"ftjob-old","status":"{{status}}","user_provided_suffix":"{{Request.Suffix}}"}],"has_more":false}"""
                ),
            }
        );

        (await Provider(driver).StartAsync(driver.Model, Request)).ShouldBe(expected);

        driver.Server.AskedFor("fine_tuning/jobs?limit=100&after=ftjob-x").ShouldBe(1);
    }

    [Fact]
    public async Task GetAsync_OfAFailedJob_TellsWhy()
    {
        await using var driver = await PlatformDriver.StartAsync(_ =>
            Json(
                """{"id":"ftjob-1","status":"failed","fine_tuned_model":null,"result_files":[],"trained_tokens":null,"error":{"code":"bad","message":"line 3"}}"""
            )
        );

        var job = await Provider(driver).GetAsync(driver.Model, "ftjob-1");

        job.Ended.ShouldBeTrue();
        job.Error.ShouldBe("line 3");
    }

    [Fact]
    public async Task GetAsync_OnAPassingServerError_TriesAgain()
    {
        await using var driver = await PlatformDriver.StartAsync(request =>
            request.Attempt == 1
                ? ScriptedResponse.Error(500)
                : Json(
                    """{"id":"ftjob-1","status":"succeeded","fine_tuned_model":"ft:x","result_files":["file-r"],"trained_tokens":1200}"""
                )
        );

        var job = await Provider(driver).GetAsync(driver.Model, "ftjob-1");

        job.FineTunedModel.ShouldBe("ft:x");
        job.ResultFiles.ShouldBe(["file-r"]);
        job.TrainedTokens.ShouldBe(1_200);
    }

    [Fact]
    public async Task ListEventsAsync_OverPages_IsOldestFirst()
    {
        await using var driver = await PlatformDriver.StartAsync(request =>
            request.Path.Contains("after=")
                ? Json("""{"data":[{"id":"e1","created_at":1700000000,"level":"info","message":"first"}],"has_more":false}""")
                : Json("""{"data":[{"id":"e2","created_at":1700000060,"level":"warn","message":"second"}],"has_more":true}""")
        );

        var events = await Provider(driver).ListEventsAsync(driver.Model, "ftjob-1");

        events.Select(item => item.Message).ShouldBe(["first", "second"]);
        events[1].Level.ShouldBe("warn");
        events[0].Time.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
    }

    [Fact]
    public async Task ListCheckpointsAsync_IsByStep()
    {
        await using var driver = await PlatformDriver.StartAsync(_ =>
            Json(
                """
                {"data":[{"id":"c2","fine_tuned_model_checkpoint":"ft:x:2","step_number":20,"metrics":{"full_valid_loss":0.2}},
                         {"id":"c1","fine_tuned_model_checkpoint":"ft:x:1","step_number":10,"metrics":{}}],"has_more":false}
                """
            )
        );

        (await Provider(driver).ListCheckpointsAsync(driver.Model, "ftjob-1")).ShouldBe([
            new FineTuningCheckpoint("ft:x:1", 10, null),
            new FineTuningCheckpoint("ft:x:2", 20, 0.2),
        ]);
    }

    [Fact]
    public async Task OpenResultAsync_StreamsTheFile()
    {
        await using var driver = await PlatformDriver.StartAsync(_ => Json("step,train_loss\n1,0.7\n"));

        await using var stream = await Provider(driver).OpenResultAsync(driver.Model, "file-r");

        (await new StreamReader(stream).ReadToEndAsync()).ShouldBe("step,train_loss\n1,0.7\n");
        driver.Server.Requests.Single().Path.ShouldBe("files/file-r/content");
    }

    [Theory]
    [InlineData("succeeded", true)]
    [InlineData("running", false)]
    public async Task CancelAsync_RefusedByThePlatform_IsFineOnlyForAJobThatHasEnded(string status, bool fine)
    {
        await using var driver = await PlatformDriver.StartAsync(request =>
            request.Method == "POST"
                ? ScriptedResponse.Error(400, message: "cannot be cancelled")
                : Json($$"""{"id":"ftjob-1","status":"{{status}}"}""")
        );
        var cancel = () => Provider(driver).CancelAsync(driver.Model, "ftjob-1");

        if (fine)
        {
            await cancel.ShouldNotThrowAsync();
        }
        else
        {
            (await cancel.ShouldThrowAsync<ModelPlatformException>()).Message.ShouldContain("cannot be cancelled");
        }
    }

    [Fact]
    public async Task StartAsync_OfARefusedFile_SaysWhatThePlatformSaidAndThatNoRetryHelps()
    {
        await using var driver = await PlatformDriver.StartAsync(request =>
            request.Method == "GET" ? Json("""{"data":[]}""") : ScriptedResponse.Error(400, "invalid_file", "line 7 has no messages")
        );

        var problem = await Should.ThrowAsync<ModelPlatformException>(() => Provider(driver).StartAsync(driver.Model, Request));

        problem.Message.ShouldContain("line 7 has no messages");
        problem.MayRetry.ShouldBeFalse();
        driver.Server.AskedFor("fine_tuning/jobs").ShouldBe(1);
    }

    [Fact]
    public async Task UploadAsync_WhenThrottled_SaysWhenToComeBack()
    {
        await using var driver = await PlatformDriver.StartAsync(_ => ScriptedResponse.Error(429, headers: ("Retry-After", "30")));

        var problem = await Should.ThrowAsync<ModelPlatformException>(() => Provider(driver).UploadAsync(driver.Model, "a", Stream.Null));

        problem.MayRetry.ShouldBeTrue();
        problem.RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task GetAsync_WithAWrongKey_NamesTheModel()
    {
        await using var driver = await PlatformDriver.StartAsync(_ => ScriptedResponse.Error(401));

        (await Should.ThrowAsync<ModelAccessException>(() => Provider(driver).GetAsync(driver.Model, "ftjob-1"))).Model.ShouldBe("student");
    }

    private static ScriptedResponse Json(string body) => new() { Body = body };

    private static IFineTuningProvider Provider(PlatformDriver driver) => driver.Get<IFineTuningProvider>();
}
