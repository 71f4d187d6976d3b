using Distill.LocalHost.Hosting;
using Distill.LocalHost.Hosting.Configuration;

namespace Distill.LocalHost.Tests.Hosting.Configuration;

public sealed class ListenAddressesTests
{
    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:5210")]
    [InlineData("http://[::1]:5210; http://127.0.0.2:80")]
    public void Parse_LoopbackWithoutAKey_IsAllowed(string urls) => ListenAddresses.Parse(urls, hasKey: false).ShouldNotBeEmpty();

    [Theory]
    [InlineData("http://0.0.0.0:5210")]
    [InlineData("http://*:5210")]
    [InlineData("http://+:80")]
    [InlineData("http://127.0.0.1:1;http://example.com:5210")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://192.168.1.5:80")]
    public void Parse_OpenToTheNetwork_NeedsAKey(string urls)
    {
        Should.Throw<LocalHostException>(() => ListenAddresses.Parse(urls, hasKey: false)).Message.ShouldContain("Auth:Keys");
        ListenAddresses.Parse(urls, hasKey: true).ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("5210")]
    [InlineData("https://127.0.0.1:1")]
    public void Parse_NoAddress_SaysSo(string urls) =>
        Should.Throw<LocalHostException>(() => ListenAddresses.Parse(urls, hasKey: true)).Message.ShouldContain("'Urls'");
}
