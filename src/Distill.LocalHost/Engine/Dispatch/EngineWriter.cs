namespace Distill.LocalHost.Engine.Dispatch;

/// <summary>
/// The one thread that writes. Requests that come while a commit is synced to disk share the next one (group commit). What can be derived
/// again from the history may linger a few milliseconds for company.
/// </summary>
internal sealed class EngineWriter : IDisposable
{
    /// <summary>How long a write that nobody waits for may linger.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromMilliseconds(5);

    private readonly object _gate = new();
    private readonly Thread _thread;
    private readonly WriteContext _context;
    private readonly Action<Exception> _onFault;
    private List<IWrite> _pending = [];
    private bool _urgent;
    private bool _closed;
    private Exception? _fault;

    /// <summary>Starts the thread.</summary>
    /// <param name="context">What writes work on.</param>
    /// <param name="onFault">Called once when the file can no longer be written.</param>
    public EngineWriter(WriteContext context, Action<Exception> onFault)
    {
        _context = context;
        _onFault = onFault;
        _thread = new Thread(Run) { IsBackground = true, Name = "durable engine writer" };
        _thread.Start();
    }

    /// <summary>Hands a write over. After the writer has closed it is dropped: history derives it again.</summary>
    /// <param name="write">The write.</param>
    /// <param name="urgent">False when it may linger.</param>
    public void Post(Action<WriteContext> write, bool urgent) => Add(new Posted(write), urgent);

    /// <summary>Hands a write over and waits until it is durable.</summary>
    /// <typeparam name="T">Type of its result.</typeparam>
    /// <param name="write">The write. It may refuse, before it has written anything, by an InvalidOperationException or ArgumentException.</param>
    public Task<T> RequestAsync<T>(Func<WriteContext, T> write)
    {
        Requested<T> request = new(write);
        Add(request, urgent: true);
        return request.Task;
    }

    /// <summary>Writes what is pending and ends the thread.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.Pulse(_gate);
        }

        _thread.Join();
    }

    private void Add(IWrite write, bool urgent)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _pending.Add(write);
                if (urgent && !_urgent)
                {
                    _urgent = true;
                    Monitor.Pulse(_gate);
                }
                else if (_pending.Count == 1)
                {
                    Monitor.Pulse(_gate);
                }

                return;
            }
        }

        write.Fail(_fault ?? new ObjectDisposedException(nameof(DurableEngine), "The durable engine has stopped."));
    }

    private void Run()
    {
        List<IWrite> batch = [];
        while (Next(ref batch))
        {
            try
            {
                Commit(batch);
                batch.Clear();
            }
            catch (Exception e)
            {
                Fault(e, batch);
                return;
            }
        }
    }

    private bool Next(ref List<IWrite> batch)
    {
        lock (_gate)
        {
            while (!_urgent && !_closed)
            {
                if (_pending.Count == 0)
                {
                    Monitor.Wait(_gate);
                }
                else if (!Monitor.Wait(_gate, Linger))
                {
                    break;
                }
            }

            _urgent = false;
            (batch, _pending) = (_pending, batch);
            return batch.Count > 0;
        }
    }

    private void Commit(List<IWrite> batch)
    {
        _context.Begin();
        foreach (var write in batch)
        {
            write.Apply(_context);
        }

        _context.Commit();
    }

    /// <summary>
    /// A failed transaction leaves memory ahead of the disk. The engine stops here; a new start rebuilds memory from the disk.
    /// </summary>
    private void Fault(Exception cause, List<IWrite> batch)
    {
        lock (_gate)
        {
            _fault = new IOException($"The durable engine cannot write its file: {cause.Message}", cause);
            _closed = true;
            batch.AddRange(_pending);
            _pending.Clear();
        }

        foreach (var write in batch)
        {
            write.Fail(_fault);
        }

        _onFault(_fault);
    }

    private interface IWrite
    {
        void Apply(WriteContext context);

        void Fail(Exception cause);
    }

    private sealed class Posted(Action<WriteContext> write) : IWrite
    {
        public void Apply(WriteContext context) => write(context);

        public void Fail(Exception cause)
        {
            // Nobody waits, and nothing is lost: the history that led to this write leads to it again.
        }
    }

    private sealed class Requested<T>(Func<WriteContext, T> write) : IWrite
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<T> Task => _done.Task;

        public void Apply(WriteContext context)
        {
            try
            {
                var result = write(context);
                context.AfterCommit(() => _done.TrySetResult(result));
            }
            catch (Exception e) when (e is InvalidOperationException or ArgumentException)
            {
                _done.TrySetException(e);
            }
        }

        public void Fail(Exception cause) => _done.TrySetException(cause);
    }
}
