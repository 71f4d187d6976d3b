using Distill.Core.Gateway;
using Distill.Testing;

namespace Distill.Core.Tests.Gateway;

public class AsidTests
{
    [Fact]
    public void Create_OfALaterTime_SortsAfter() =>
        string.CompareOrdinal(Asid.Create(Some.Time), Asid.Create(Some.Time.AddMilliseconds(1))).ShouldBeLessThan(0);

    [Fact]
    public void TimeOf_IsTheTimeItWasMade_AndNullOfOtherIds()
    {
        Asid.TimeOf(Asid.Create(Some.Time)).ShouldBe(Some.Time);
        Asid.TimeOf("as-7").ShouldBeNull();
        Asid.TimeOf(Guid.NewGuid().ToString("N")).ShouldBeNull();
    }
}
