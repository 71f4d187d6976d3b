using Distill.Core.Evaluation;
using Distill.Core.Inference;
using Distill.Core.Judging;
using Distill.Core.Judging.Asking;
using Distill.Core.Judging.Pairwise;
using Distill.Core.Judging.Rubrics;
using Distill.Core.Samples;

namespace Distill.Core.Tests.Judging.Asking;

public class JudgeInstructionTests
{
    private static readonly JudgeItem Item = new()
    {
        Id = "q1",
        Prompt = [Message.User("Where is it?")],
        Candidate = "Here.",
        Baseline = "There.",
    };

    [Fact]
    public void Calls_OfAPair_ShowTheAnswersInBothOrders()
    {
        var calls = new JudgeInstruction(JudgeMode.Pairwise).Calls(Item);

        calls.Count.ShouldBe(2);
        calls[0].Messages[0].Content.ShouldMatch("(?s)<answer_a>\nHere\\..*<answer_b>\nThere\\.");
        calls[1].Messages[0].Content.ShouldMatch("(?s)<answer_a>\nThere\\..*<answer_b>\nHere\\.");
    }

    [Fact]
    public void Calls_OfAChineseConversation_AreInChineseAndShowEveryTurn()
    {
        var item = Item with { Prompt = [Message.User("在哪里？"), Message.Assistant("不知道"), Message.User("再想想")], Baseline = null };

        var call = new JudgeInstruction(JudgeMode.Rubric).Calls(item).ShouldHaveSingleItem();

        call.Messages[0].Content.ShouldContain("打分");
        call.Messages[0].Content.ShouldContain("[assistant]\n不知道");
    }

    [Theory]
    [InlineData(JudgeLanguage.English, "sound and free")]
    [InlineData(JudgeLanguage.Chinese, "推理严密")]
    public void Calls_OfAPairByDimension_AreStillOneAnOrder(JudgeLanguage language, string meaning)
    {
        var instruction = new JudgeInstruction(JudgeMode.Pairwise, new Rubric([RubricDimension.Logic]), language);

        var calls = instruction.Calls(Item);

        calls.Count.ShouldBe(2);
        calls[0]
            .Messages[0]
            .Content.ShouldMatch($"(?s)<criteria>\n- logic: .*{meaning}.*</criteria>.*<question>.*\"dimensions\": {{\"logic\": ");
    }

    [Fact]
    public void Read_OfAPairByDimension_CombinesTheOrdersOfEach()
    {
        var instruction = new JudgeInstruction(
            JudgeMode.Pairwise,
            new Rubric([RubricDimension.Logic, RubricDimension.Style, RubricDimension.Safety])
        );
        var given = Given(
            ("ab:q1", """{"dimensions": {"logic": "A", "style": "A", "safety": "A"}, "winner": "A"}"""),
            ("ba:q1", """{"dimensions": {"logic": "B", "style": "A"}, "winner": "B"}""")
        );

        var answer = instruction.Read(Item, given);

        instruction.Retries(Item, given).ShouldBeEmpty();
        answer.By(PairGroup.Overall).Combine().ShouldBe(PairOutcome.Good);
        answer.By("logic").Combine().ShouldBe(PairOutcome.Good);
        answer.By("style").Combine().ShouldBe(PairOutcome.Same);
        answer.By("safety").Combine().ShouldBe(PairOutcome.Invalid);
    }

    [Fact]
    public void Dimension_NamedAsTheWhole_IsRefusedForPairs() =>
        Should
            .Throw<InvalidSettingException>(() =>
                new JudgeInstruction(JudgeMode.Pairwise, new Rubric([new("overall", "it is good", "好")]))
            )
            .Message.ShouldContain("another name");

    [Fact]
    public void Read_OfBothOrders_CombinesThem()
    {
        var instruction = new JudgeInstruction(JudgeMode.Pairwise);
        var given = Given(("ab:q1", """{"winner": "A"}"""), ("ba:q1", "**Answer B is better.**"));

        var answer = instruction.Read(Item, given);

        answer.Pair.Combine().ShouldBe(PairOutcome.Good);
        instruction.Retries(Item, given).ShouldBeEmpty();
    }

    [Fact]
    public void Retries_OfAnUnreadableVerdict_NameTheErrorAndTheSecondAnswerCounts()
    {
        var instruction = new JudgeInstruction(JudgeMode.Pairwise);
        var first = Given(("ab:q1", """{"winner": "A"}"""), ("ba:q1", "It depends."));

        var retry = instruction.Retries(Item, first).ShouldHaveSingleItem();

        retry.RecordId.ShouldBe("ba:q1");
        retry.Messages.Select(message => message.Role).ShouldBe(["user", "assistant", "user"]);
        retry.Messages[2].Content.ShouldContain("no_verdict");
        instruction.Read(Item, first, Given(("ba:q1", "B"))).Pair.Combine().ShouldBe(PairOutcome.Good);
        var still = instruction.Read(Item, first, Given(("ba:q1", "I cannot say.")));
        still.Pair.Combine().ShouldBe(PairOutcome.Invalid);
        still.BaselineFirst!.Error.ShouldBe("no_verdict");
    }

    [Fact]
    public void Read_OfARefusedCall_IsInvalidAndSaysWhy()
    {
        var refused = new ShardInferenceResult(
            new Dictionary<(string, int), ChatAnswer>(),
            new Dictionary<(string, int), CallRefusal> { [("c:q1", 0)] = new("content_filter", "no") },
            new InferenceUsage()
        );

        var answer = new JudgeInstruction(JudgeMode.Rubric).Read(Item with { Baseline = null }, refused);

        answer.Candidate!.Error.ShouldBe("refused: content_filter");
        answer.Candidate.Overall.ShouldBeNull();
    }

    [Fact]
    public void Template_WithoutTheAnswers_IsRefused() =>
        Should
            .Throw<InvalidSettingException>(() => new JudgeInstruction(JudgeMode.Pairwise, template: "{question} {answer_a}"))
            .Message.ShouldContain("answer_b");

    [Fact]
    public void Template_OfOnesOwn_IsFilledForEachAnswer()
    {
        var rubric = new Rubric([RubricDimension.Logic], new JudgeScale(0, 10));
        var instruction = new JudgeInstruction(
            JudgeMode.Rubric,
            rubric,
            JudgeLanguage.English,
            "Rate {response} for {question}, {min} to {max}: {criteria}"
        );

        var calls = instruction.Calls(Item);

        calls.Select(call => call.Messages[0].Content[..11]).ShouldBe(["Rate Here. ", "Rate There."]);
        calls[0].Messages[0].Content.ShouldContain("0 to 10: - logic:");
    }

    private static ShardInferenceResult Given(params (string Id, string Text)[] answers) =>
        new(
            answers.ToDictionary(pair => (pair.Id, 0), pair => new ChatAnswer(pair.Id, pair.Text, "stop", 1, 1, 1, "judge")),
            new Dictionary<(string, int), CallRefusal>(),
            new InferenceUsage()
        );
}
