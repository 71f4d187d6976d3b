using Distill.Api.Access;
using Microsoft.Extensions.Configuration;

namespace Distill.Api.Tests.Access;

public sealed class AccessOptionsValidatorTests
{
    private static readonly string Hash = AccessKey.Create().Hash;

    [Theory]
    [InlineData("Auth:Keys:ci:Hash", "secret", "Auth:Keys:ci:Hash")]
    [InlineData("Auth:Keys:ci:Hash", "sha256:zz", "Auth:Keys:ci:Hash")]
    [InlineData("Auth:Keys:ci:Role", "owner", "Auth:Keys:ci:Role")]
    [InlineData("Auth:Keys:ci:Role", "3", "Auth:Keys:ci:Role")]
    [InlineData("Auth:Keys:ci:NotAfter", "soon", "Auth:Keys:ci:NotAfter")]
    [InlineData("Auth:Entra:TenantId", "common", "Auth:Entra:TenantId")]
    [InlineData("Api:Key", "old", "distill keys new")]
    public void Validate_WrongSetting_NamesIt(string setting, string value, string expected)
    {
        var failures = Validate(open: true, (setting, value));

        failures.ShouldContain(expected);
        failures.ShouldNotContain("secret");
    }

    [Fact]
    public void Validate_NoKey_PassesOnlyWhereTheHostAllowsIt()
    {
        Validate(open: false, ("Auth:Keys:ci:Hash", null), ("Auth:Keys:ci:Role", null)).ShouldContain("Auth:Keys is empty");
        Validate(open: true, ("Auth:Keys:ci:Hash", null), ("Auth:Keys:ci:Role", null)).ShouldBeEmpty();
        Validate(open: false).ShouldBeEmpty();
    }

    private static string Validate(bool open, params (string Setting, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?> { ["Auth:Keys:ci:Hash"] = Hash, ["Auth:Keys:ci:Role"] = "reader" };
        foreach (var (setting, value) in changes)
        {
            settings[setting] = value;
        }

        var present = settings.Where(setting => setting.Value is not null);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(present).Build();
        var validator = new AccessOptionsValidator(configuration, open ? [new OpenAccess()] : []);
        return validator.Validate(null, AccessOptions.Read(configuration)).FailureMessage ?? "";
    }
}
