using Distill.Activities.Prompting;

namespace Distill.Activities.Tests.Prompting;

public sealed class SelectPromptsTests
{
    [Fact]
    public void Order_SameSeed_IsStableAndOtherSeedsDiffer()
    {
        var ids = Enumerable.Range(0, 50).Select(index => $"s{index}").ToList();

        var order = ids.OrderBy(id => SelectPrompts.Order(id, 1)).ToList();

        order.ShouldBe(ids.AsEnumerable().Reverse().OrderBy(id => SelectPrompts.Order(id, 1)).ToList());
        order.ShouldNotBe(ids.OrderBy(id => SelectPrompts.Order(id, 2)).ToList());
        order.ShouldNotBe(ids);
    }
}
