using Distill.Core.Runs;
using Distill.Core.Storage;
using Distill.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Distill.Core.Tests.Runs;

public sealed class RunRecordEditorTests
{
    private readonly FakeTimeProvider _time = new(Some.Time);

    [Fact]
    public async Task ChangeAsync_LostRace_MakesTheChangeOnTopOfTheOther()
    {
        var store = new RacingStore(Some.Run());

        var run = await new RunRecordEditor(store, _time).ChangeAsync("r1", record => record with { Stage = "clean" });

        run!.Stage.ShouldBe("clean");
        run.Round.ShouldBe(7);
        store.Writes.ShouldBe(2);
    }

    [Fact]
    public async Task ChangeAsync_EndedRun_StaysAsItIs()
    {
        var ended = Some.Run() with { Status = RunStatus.Cancelled, EndedAt = Some.Time };

        var run = await new RunRecordEditor(new RacingStore(ended), _time).ChangeAsync(
            "r1",
            record => record with { Status = RunStatus.Running }
        );

        run.ShouldBe(ended);
    }

    [Fact]
    public async Task ChangeAsync_EndingStatus_DatesTheEnd()
    {
        var run = await new RunRecordEditor(new RacingStore(Some.Run()), _time).ChangeAsync(
            "r1",
            record => record with { Status = RunStatus.Failed }
        );

        run!.EndedAt.ShouldBe(Some.Time);
    }

    [Fact]
    public async Task ChangeAsync_NoSuchRun_IsNull() =>
        (await new RunRecordEditor(new RacingStore(Some.Run()), _time).ChangeAsync("other", record => record)).ShouldBeNull();

    // Another writer sets the round just before the first replace.
    private sealed class RacingStore(RunRecord run) : IRunStore
    {
        private RunRecord _run = run;
        private int _version;

        public int Writes { get; private set; }

        public Task<Versioned<RunRecord>> AddAsync(RunRecord run, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public Task<Versioned<RunRecord>?> FindAsync(string id, CancellationToken cancellationToken = default) =>
            Task.FromResult(id == _run.Id ? new Versioned<RunRecord>(_run, $"{_version}") : null);

        public Task<Versioned<RunRecord>> ReplaceAsync(RunRecord run, string etag, CancellationToken cancellationToken = default)
        {
            if (Writes++ == 0)
            {
                _run = _run with { Round = 7 };
                _version++;
            }

            if (etag != $"{_version}")
            {
                throw new StoreConflictException("The run has changed.");
            }

            _run = run;
            return Task.FromResult(new Versioned<RunRecord>(run, $"{++_version}"));
        }

        public IAsyncEnumerable<RunRecord> ListAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
