using Distill.Core.Privacy;
using Distill.Core.Runs;

namespace Distill.Testing.Storage;

public abstract partial class ForgettingContract
{
    [Fact]
    public async Task Files_that_people_brought_and_that_runs_wrote_are_without_the_rows_and_keep_those_of_others()
    {
        await FillAsync();
        await Files.FillAsync(Cancel);
        var foretold = await Forgetting(Blobs).UserAsync(User, dryRun: true, ForgottenFiles.UserKey, Cancel);

        var receipt = await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);

        await Files.ShouldBeForgottenAsync(receipt, Cancel);
        receipt.Files.ShouldBe(ForgottenFiles.Expected, ignoreOrder: true);
        foretold.Files.ShouldBe(receipt.Files);
        (foretold.CachedAnswers, receipt.CachedAnswers).ShouldBe((1, 1));
    }

    [Fact]
    public async Task Files_end_the_same_when_it_is_killed_at_any_change_and_asked_again()
    {
        await FillAsync();
        await Files.FillAsync(Cancel);
        ForgetReceipt? receipt = null;
        for (var changes = 0; receipt is null; changes += 5)
        {
            changes.ShouldBeLessThan(200);
            try
            {
                receipt = await Forgetting(new FailingBlobs(Blobs, changes)).UserAsync(User, false, ForgottenFiles.UserKey, Cancel);
            }
            catch (IOException)
            {
                // Killed here; asked again, five changes further.
            }
        }

        await ShouldBeForgottenAsync(receipt);
        await Files.ShouldBeForgottenAsync(receipt, Cancel);
        receipt.Files.ShouldBe(ForgottenFiles.Expected, ignoreOrder: true);
        receipt.CachedAnswers.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_run_at_work_may_read_waits_and_goes_when_the_run_has_ended()
    {
        await FillAsync();
        await Files.FillAsync(Cancel);
        await Blobs.WriteTextAsync("runs/w1/spec.yaml", "source: { dataset: traffic }", Cancel);
        var run = await Runs.AddAsync(Some.Run("w1") with { Status = RunStatus.Running, SpecPath = "runs/w1/spec.yaml" }, Cancel);

        var receipt = await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);

        receipt.Pending.ShouldBe(["run w1"]);
        receipt.CompletedAt.ShouldBeNull();
        (await Library(Blobs).ReadAsync((await Datasets.FindAsync("d1", Cancel))!).CountAsync(Cancel)).ShouldBe(3);
        (await TextAsync("logs")).ShouldNotContain("a1");

        await Runs.ReplaceAsync(run.Value with { Status = RunStatus.Completed }, run.ETag, Cancel);
        receipt = await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);

        await ShouldBeForgottenAsync(receipt);
        await Files.ShouldBeForgottenAsync(receipt, Cancel);
    }

    [Fact]
    public async Task A_file_that_is_being_written_waits_and_the_next_time_it_goes()
    {
        await FillAsync();
        ForgetReceipt receipt;
        await using (await Blobs.OpenAppendAsync(Log, Cancel))
        {
            receipt = await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel);
        }

        receipt.Pending.ShouldBe([Log]);
        receipt.CompletedAt.ShouldBeNull();
        (await Forgetting(Blobs).UserAsync(User, dryRun: false, ForgottenFiles.UserKey, Cancel)).Pending.ShouldBeEmpty();
        (await TextAsync("logs")).ShouldNotContain("a1");
    }
}
