using CsCheck;
using Distill.Core.Inference;
using Distill.Core.Models;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Inference;

public class CallIdentityTests
{
    private static readonly ModelEntry Model = new()
    {
        Name = "teacher",
        Endpoint = new Uri("https://api.example.com/v1"),
        Model = "big-model",
    };

    private static readonly ChatCall Call = new("any", [Message.System("Be brief."), Message.User("利润大幅增长")]);

    // Vectors made by another implementation of the documented form: an identity that changes makes every journal and cache worthless.
    [Fact]
    public void Of_TheDefaults_IsTheRecordedVector() =>
        CallIdentity.Of(Model, new ChatParameters(), Call).ShouldBe("7ee0945d7458c9c58821b7515ea1098ad8fc9f26235848c3c7d91712f96ad3ea");

    [Fact]
    public void Of_AllParameters_IsTheRecordedVector() =>
        CallIdentity
            .Of(
                Model with
                {
                    Emulated = true,
                },
                new ChatParameters
                {
                    Temperature = 0.1,
                    TopP = 0.95,
                    MaxOutputTokens = 512,
                    Seed = -1,
                    ResponseFormat = "json_object",
                },
                Call with
                {
                    SampleIndex = 3,
                }
            )
            .ShouldBe("46a77154fd2c820ea236e5c4614cc698ace10fd5d056ef3a31b5f0a95aa19b4a");

    [Fact]
    public void Of_WhatIsNotPartOfTheRequest_IsTheSame() =>
        CallIdentity
            .Of(
                Model with
                {
                    Name = "other",
                    Endpoint = new Uri("https://api.example.com/v1/"),
                    InputPrice = 7,
                    MaxConcurrency = 1,
                    ApiKeyVariable = "KEY",
                },
                new ChatParameters(),
                Call with
                {
                    RecordId = "another",
                }
            )
            .ShouldBe(CallIdentity.Of(Model, new ChatParameters(), Call));

    [Fact]
    public void Of_AnEmulator_DoesNotDependOnItsPort()
    {
        var first = Model with { Emulated = true, Endpoint = new Uri("http://127.0.0.1:4001/v1") };
        var second = first with { Endpoint = new Uri("http://127.0.0.1:4002/v1") };

        CallIdentity.Of(first, new ChatParameters(), Call).ShouldBe(CallIdentity.Of(second, new ChatParameters(), Call));
        CallIdentity
            .Of(first with { Emulated = false }, new ChatParameters(), Call)
            .ShouldNotBe(CallIdentity.Of(first, new ChatParameters(), Call));
    }

    [Fact]
    public void Of_AnythingElseChanged_Differs()
    {
        var none = new ChatParameters();
        string[] identities =
        [
            CallIdentity.Of(Model, none, Call),
            CallIdentity.Of(Model with { Model = "other" }, none, Call),
            CallIdentity.Of(Model with { Endpoint = new Uri("https://eu.example.com/v1") }, none, Call),
            CallIdentity.Of(Model, none with { Temperature = 0 }, Call),
            CallIdentity.Of(Model, none with { TopP = 0 }, Call),
            CallIdentity.Of(Model, none with { MaxOutputTokens = 0 }, Call),
            CallIdentity.Of(Model, none with { Seed = 0 }, Call),
            CallIdentity.Of(Model, none with { ResponseFormat = "" }, Call),
            CallIdentity.Of(Model, none, Call with { SampleIndex = 1 }),
            CallIdentity.Of(Model, none, Call with { Messages = [Message.User("利润大幅增长")] }),
            CallIdentity.Of(Model, none, Call with { Messages = [Message.User("Be brief."), Message.User("利润大幅增长")] }),
        ];

        identities.ShouldBeUnique();
    }

    [Fact]
    public void Of_TurnsSplitElsewhere_Differs() =>
        Gen.Select(Gen.String[1, 40], Gen.Int[0, 39])
            .Sample(
                (text, place) =>
                {
                    var cut = place % text.Length;
                    var whole = Call with { Messages = [Message.User(text), Message.User("")] };
                    var split = Call with { Messages = [Message.User(text[..cut]), Message.User(text[cut..])] };
                    CallIdentity.Of(Model, new ChatParameters(), whole).ShouldNotBe(CallIdentity.Of(Model, new ChatParameters(), split));
                },
                iter: 200
            );
}
