using Distill.Core.Promotion;

namespace Distill.Core.Tests.Promotion;

public sealed class RolloutMachineTests
{
    // Rows are states, columns events; '.' is what cannot happen.
    private static readonly Dictionary<RolloutState, string> Table = new()
    {
        //                                 Approve Decline Advance Complete RollBack
        [RolloutState.AwaitingApproval] = "R       D       .       .        .",
        [RolloutState.Rolling] = "         .       .       R       P        B",
        [RolloutState.Promoted] = "        .       .       .       .        B",
        [RolloutState.RolledBack] = "      .       .       .       .        .",
        [RolloutState.Declined] = "        .       .       .       .        .",
    };

    [Fact]
    public void Next_EveryStateAndEvent_IsAsInTheTable()
    {
        foreach (var state in Enum.GetValues<RolloutState>())
        {
            var row = Table[state].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var happened in Enum.GetValues<RolloutEvent>())
            {
                RolloutMachine.Next(state, happened).ShouldBe(Meaning(row[(int)happened]), $"{state} and {happened}");
            }
        }
    }

    [Theory]
    [InlineData(RolloutState.AwaitingApproval, false)]
    [InlineData(RolloutState.Rolling, false)]
    [InlineData(RolloutState.Promoted, true)]
    [InlineData(RolloutState.RolledBack, true)]
    [InlineData(RolloutState.Declined, true)]
    public void IsOver_EachState_TellsWhetherAnythingIsLeftToDo(RolloutState state, bool over) =>
        RolloutMachine.IsOver(state).ShouldBe(over);

    private static RolloutState? Meaning(string letter) =>
        letter switch
        {
            "R" => RolloutState.Rolling,
            "P" => RolloutState.Promoted,
            "B" => RolloutState.RolledBack,
            "D" => RolloutState.Declined,
            _ => null,
        };
}
