using System.Text.Json;
using CsCheck;
using Distill.LocalHost.Engine;
using Distill.LocalHost.Engine.History;

namespace Distill.LocalHost.Tests.Engine;

public sealed class HistoryJsonTests
{
    private static readonly string[] Texts = ["", "任务 \"引用\"", "line\nbreak\t\0", "👩‍🚀"];

    private static readonly Gen<HistoryEvent> Event = Gen.Select(
            Gen.Long[1, long.MaxValue],
            Gen.OneOf([.. Enum.GetValues<HistoryEventKind>().Select(Gen.Const)]),
            Gen.Int[-1, 10_000],
            Gen.DateTime.Select(time => DateTime.SpecifyKind(time, DateTimeKind.Utc)),
            Gen.Select(Text(), Text(), Text(), Text())
        )
        .Select(
            (sequence, kind, task, at, texts) =>
                new HistoryEvent(sequence, kind, task, at, texts.Item1, texts.Item2, texts.Item3, texts.Item4)
        );

    [Fact]
    public void Read_AnyWrittenEvent_GivesItBack() => Event.Sample(item => HistoryJson.Read(HistoryJson.Write(item)) == item);

    [Fact]
    public void ReadAll_BrokenLine_NamesItsNumber() =>
        Should.Throw<JsonException>(() => HistoryJson.ReadAll(["", "{\"kind\":"]).ToList()).Message.ShouldContain("Line 2");

    [Fact]
    public void Replay_AnyPlanOfSteps_EndsAsTheRunDid() =>
        Gen.Select(Gen.Int[0, 4].Array[0, 12], Gen.Int[0, 1_000_000])
            .Sample(
                (plan, shuffle) =>
                {
                    var history = Run(plan, new Random(shuffle));
                    List<HistoryEvent> read = [.. HistoryJson.ReadAll(history.Select(HistoryJson.Write))];

                    var result = HistoryReplayer.Replay(Plans(plan), read, "plan");

                    return result is { HasEnded: true, WaitingSteps: 0 } && result.Output == plan.Sum().ToString();
                }
            );

    [Fact]
    public void Replay_PlanWithAnotherStep_IsRefused() =>
        Gen.Select(Gen.Int[1, 4].Array[1, 8], Gen.Int[0, 1_000_000])
            .Sample(
                (plan, shuffle) =>
                {
                    var history = Run(plan, new Random(shuffle));
                    var changed = history.FindIndex(item => item.IsStep);
                    history[changed] = history[changed] with { Name = "Other" };

                    return Should
                        .Throw<NonDeterminismException>(() => HistoryReplayer.Replay(Plans(plan), history, "plan"))
                        .Expected.Contains("Other");
                }
            );

    /// <summary>Texts with everything a payload may hold: no lone surrogates, which no JSON holds.</summary>
    private static Gen<string?> Text() =>
        Gen.OneOf(
            Gen.Const((string?)null),
            Gen.OneOf([.. Texts.Select(text => Gen.Const((string?)text))]),
            Gen.String[Gen.Char[' ', '\u07FF'], 0, 30].Select(text => (string?)text)
        );

    /// <summary>Each number of a plan is a fan-out of so many activities; a zero is a timer.</summary>
    private static EngineRegistry Plans(int[] plan) =>
        new EngineRegistry().AddOrchestrator(
            "Plan",
            async context =>
            {
                var sum = 0;
                foreach (var width in plan)
                {
                    if (width == 0)
                    {
                        await context.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
                    }

                    sum += (await Task.WhenAll(Enumerable.Range(0, width).Select(_ => context.CallActivityAsync<int>("One")))).Sum();
                }

                return sum;
            }
        );

    /// <summary>The history of a run of the plan in which the answers of each fan-out come in a random order.</summary>
    private static List<HistoryEvent> Run(int[] plan, Random random)
    {
        DateTime at = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        List<HistoryEvent> history = [new(1, HistoryEventKind.ExecutionStarted, -1, at, "Plan")];
        var task = 0;
        foreach (var width in plan)
        {
            var timer = width == 0;
            int[] ids = [.. Enumerable.Range(task, Math.Max(1, width))];
            task += ids.Length;
            foreach (var id in ids)
            {
                history.Add(
                    timer
                        ? new(history.Count + 1, HistoryEventKind.TimerCreated, id, at, Target: "2026-01-01T00:00:01.0000000Z")
                        : new(history.Count + 1, HistoryEventKind.TaskScheduled, id, at, "One")
                );
            }

            random.Shuffle(ids);
            foreach (var id in ids)
            {
                var kind = timer ? HistoryEventKind.TimerFired : HistoryEventKind.TaskCompleted;
                history.Add(new(history.Count + 1, kind, id, at, Payload: timer ? null : "1"));
            }
        }

        return history;
    }
}
