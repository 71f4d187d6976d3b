using Distill.Core.Models;

namespace Distill.Core.Tests.Models;

public class ModelEntryTests
{
    [Fact]
    public void CostOf_IsExactAndAdditive()
    {
        var model = new ModelEntry
        {
            Name = "m",
            Endpoint = new Uri("http://localhost/v1"),
            Model = "m",
            InputPrice = 0.15m,
            OutputPrice = 0.6m,
            TrainingPrice = 3m,
        };

        model.CostOf(1_000_000, 500_000).ShouldBe(0.45m);
        (model.CostOf(1, 1) + model.CostOf(2, 3)).ShouldBe(model.CostOf(3, 4));
        model.TrainingCostOf(250_000).ShouldBe(0.75m);
    }
}
