using System.ClientModel;
using System.ClientModel.Primitives;
using Distill.Testing.Http;
using Microsoft.Extensions.AI;
using OpenAI;

namespace Distill.Api.Tests.Gateway;

/// <summary>The official .NET client against the gateway, with the model emulator behind it.</summary>
public class OpenAIClientTests
{
    [Fact]
    public async Task TheOfficialClient_ChatsStreamsAndEmbeds()
    {
        await using var gateway = await GatewayDriver.StartAsync(
            [],
            ("Models:student:Endpoint", "emulator"),
            ("Models:student:Model", "student-m"),
            ("Models:vectors:Endpoint", "emulator"),
            ("Models:vectors:Model", "embedding"),
            ("Gateway:Aliases:online:Targets:0:Model", "student")
        );
        var client = Client(gateway);
        var chat = client.GetChatClient("online").AsIChatClient();
        const string Prompt = "Answer yes|no only.";

        var answer = await chat.GetResponseAsync(Prompt, cancellationToken: GatewayDriver.Cancel);
        var streamed = await chat.GetStreamingResponseAsync(Prompt, cancellationToken: GatewayDriver.Cancel)
            .ToChatResponseAsync(GatewayDriver.Cancel);
        var embeddings = await client
            .GetEmbeddingClient("vectors")
            .AsIEmbeddingGenerator()
            .GenerateAsync(["one", "two"], cancellationToken: GatewayDriver.Cancel);

        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        streamed.Text.ShouldBe(answer.Text);
        embeddings.Count.ShouldBe(2);
        var all = await gateway.StopAndReadAsync();
        var embedded = all.Where(line => line.TryGetProperty("kind", out _)).ShouldHaveSingleItem();
        embedded.GetProperty("inputs").GetInt32().ShouldBe(2);
        embedded.GetProperty("response").TryGetProperty("data", out _).ShouldBeFalse();
        var lines = all.Where(line => !line.TryGetProperty("kind", out _)).ToList();
        lines.Select(line => line.GetProperty("asid").GetString()).ShouldBe([answer.ResponseId, streamed.ResponseId]);
        lines
            .Select(line =>
                line.GetProperty("response").GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString()
            )
            .ShouldBe([answer.Text, answer.Text]);
    }

    [Fact]
    public async Task TheOfficialClient_SeesErrorsAsErrors()
    {
        await using var server = await ScriptedModelServer.StartAsync();
        await using var gateway = await GatewayDriver.StartAsync([("teacher", server.Endpoint)]);

        var missing = await Should.ThrowAsync<ClientResultException>(() =>
            Client(gateway).GetChatClient("nobody").AsIChatClient().GetResponseAsync("x", cancellationToken: GatewayDriver.Cancel)
        );

        missing.Status.ShouldBe(404);
        missing.Message.ShouldContain("There is no model or alias 'nobody'.");
    }

    private static OpenAIClient Client(GatewayDriver gateway) =>
        new(
            new ApiKeyCredential("none"),
            new OpenAIClientOptions { Endpoint = new Uri(gateway.Host.Address, "v1"), RetryPolicy = new ClientRetryPolicy(0) }
        );
}
