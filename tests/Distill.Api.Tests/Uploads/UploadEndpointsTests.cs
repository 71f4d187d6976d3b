using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Distill.Api.Uploads;
using Distill.Core.Storage;

namespace Distill.Api.Tests.Uploads;

public sealed class UploadEndpointsTests(ApiDriver api) : IClassFixture<ApiDriver>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_source_is_stored_under_its_hash_once(bool announced)
    {
        var body = Encoding.UTF8.GetBytes($"数据 {announced}");
        var hash = SHA256.HashData(body);
        (string, string)[] headers = announced ? [("Content-Digest", $"sha-256=:{Convert.ToBase64String(hash)}:")] : [];

        var first = await api.PutAsync("/api/sources/data.tsv", body, headers);
        var second = await api.PutAsync("/api/sources/data.tsv", body, headers);

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        var stored = await second.Content.ReadFromJsonAsync<UploadedBlob>(ApiDriver.Cancel);
        var expected = new UploadedBlob($"sources/{Convert.ToHexStringLower(hash)}/data.tsv", body.Length, Convert.ToHexStringLower(hash));
        stored.ShouldBe(expected);
        (await api.Service<IBlobStore>().FindAsync(expected.Path, ApiDriver.Cancel))!.Length.ShouldBe(body.Length);
    }

    [Fact]
    public async Task A_source_whose_hash_was_announced_wrongly_is_not_stored()
    {
        var wrong = SHA256.HashData("other"u8);

        var response = await api.PutAsync(
            "/api/sources/x.tsv",
            "body"u8.ToArray(),
            ("Content-Digest", $"sha-256=:{Convert.ToBase64String(wrong)}:")
        );

        await response.ShouldBeProblemAsync(HttpStatusCode.BadRequest);
        var path = $"sources/{Convert.ToHexStringLower(wrong)}/x.tsv";
        (await api.Service<IBlobStore>().FindAsync(path, ApiDriver.Cancel)).ShouldBeNull();
    }

    [Theory]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=:not base64:")]
    public async Task A_digest_that_is_none_is_refused(string digest) =>
        await (await api.PutAsync("/api/sources/x.tsv", [1], ("Content-Digest", digest))).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

    [Theory]
    [InlineData("/api/sources/a%20b.tsv")]
    [InlineData("/api/sources/%2e%2e%2fx")]
    [InlineData("/api/uploads/news/a%5cb")]
    public async Task A_name_that_is_no_part_of_a_path_is_refused(string path) =>
        await (await api.PutAsync(path, [1])).ShouldBeProblemAsync(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_body_beyond_the_limit_is_refused_and_leaves_nothing()
    {
        await (await api.PutAsync("/api/uploads/news/big.bin", new byte[70_000])).ShouldBeProblemAsync(
            HttpStatusCode.RequestEntityTooLarge
        );

        (await api.Service<IBlobStore>().FindAsync("uploads/news/big.bin", ApiDriver.Cancel)).ShouldBeNull();
    }

    [Fact]
    public async Task An_upload_honours_its_conditions()
    {
        var first = await api.PutAsync("/api/uploads/news/a.txt", [1], ("If-None-Match", "*"));
        first.StatusCode.ShouldBe(HttpStatusCode.Created);

        var again = await api.PutAsync("/api/uploads/news/a.txt", [2], ("If-None-Match", "*"));
        await again.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        var stale = await api.PutAsync("/api/uploads/news/a.txt", [2], ("If-Match", "\"stale\""));
        await stale.ShouldBeProblemAsync(HttpStatusCode.PreconditionFailed);
        var replaced = await api.PutAsync("/api/uploads/news/a.txt", [2], ("If-Match", first.Headers.ETag!.Tag));
        replaced.StatusCode.ShouldBe(HttpStatusCode.OK);
        replaced.Headers.ETag!.Tag.ShouldNotBe(first.Headers.ETag.Tag);
    }
}
