using System.ClientModel;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Files;

namespace Distill.ModelEmulator.Tests.Http;

/// <summary>The official .NET client against the emulator.</summary>
public sealed class OpenAISdkTests
{
    [Fact]
    public async Task The_official_client_chats_streams_and_embeds()
    {
        await using var emulator = await RunningEmulator.StartAsync(new EmulatorOptions { ApiKey = "k" }, key: "k");
        var client = Client(emulator, "k");
        var chat = client.GetChatClient("student-m").AsIChatClient();
        const string Prompt = "Answer yes|no only.";

        var answer = await chat.GetResponseAsync(Prompt);
        var streamed = await chat.GetStreamingResponseAsync(Prompt).ToChatResponseAsync();
        var embeddings = await client.GetEmbeddingClient("embedding").AsIEmbeddingGenerator().GenerateAsync(["one", "two"]);

        answer.FinishReason.ShouldBe(ChatFinishReason.Stop);
        answer.Usage!.OutputTokenCount.ShouldBe(1);
        streamed.Text.ShouldBe(answer.Text);
        streamed.Usage!.InputTokenCount.ShouldBe(answer.Usage.InputTokenCount);
        embeddings.Select(embedding => embedding.Vector.Length).ShouldBe([256, 256]);
    }

    [Fact]
    public async Task The_official_client_sees_errors_as_errors()
    {
        await using var emulator = await RunningEmulator.StartAsync(new EmulatorOptions { ApiKey = "k" });

        var refused = await Should.ThrowAsync<ClientResultException>(
            Client(emulator, "wrong").GetChatClient("student-m").CompleteChatAsync("x")
        );
        var missing = await Should.ThrowAsync<ClientResultException>(Client(emulator, "k").GetChatClient("none").CompleteChatAsync("x"));

        refused.Status.ShouldBe(401);
        missing.Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_official_client_uploads_and_lists_files_and_models()
    {
        await using var emulator = await RunningEmulator.StartAsync();
        var client = Client(emulator, "any");
        var files = client.GetOpenAIFileClient();

        var uploaded = await files.UploadFileAsync(BinaryData.FromString("{}"), "train.jsonl", FileUploadPurpose.FineTune);
        var listed = await files.GetFilesAsync();
        var content = await files.DownloadFileAsync(uploaded.Value.Id);
        var models = await client.GetOpenAIModelClient().GetModelsAsync();

        listed.Value.ShouldHaveSingleItem().Filename.ShouldBe("train.jsonl");
        content.Value.ToString().ShouldBe("{}");
        models.Value.Select(model => model.Id).ShouldBe(["embedding", "judge", "student-m", "student-s"]);
    }

    private static OpenAIClient Client(RunningEmulator emulator, string key) =>
        new(
            new ApiKeyCredential(key),
            new OpenAIClientOptions { Endpoint = emulator.Endpoint, RetryPolicy = new System.ClientModel.Primitives.ClientRetryPolicy(0) }
        );
}
