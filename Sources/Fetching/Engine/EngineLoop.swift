import CLibcurl
import Synchronization

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The engine's thread and the mailbox through which tasks talk to it.
///
/// Tasks put plans and cancellations into the mailbox and wake the thread; everything of curl is touched by the thread alone
/// (waking excepted, which curl allows from anywhere until the multi handle is gone; the mailbox's lock sees to that).
final class EngineLoop: Sendable {
    typealias Answer = Result<Transfer.Hop, FetchError>

    private struct Mailbox {
        struct Order {
            let id: UInt64
            let plan: TransferPlan
            let continuation: CheckedContinuation<Answer, Never>
        }

        var orders: [Order] = []
        /// Transfers nobody waits for any more.
        ///
        /// An id leaves when its task has its answer.
        var cancelled: Set<UInt64> = []
        var nextID: UInt64 = 0
        var isStopped = false
        /// Nil before the thread runs and after it ended.
        var multi: Multi?
    }

    /// Sound: inside the mailbox the handle is only used to wake the thread, which curl allows from any thread.
    private struct Multi: @unchecked Sendable {
        let handle: UnsafeMutableRawPointer
    }

    private let policy: AddressPolicy
    private let mailbox = Mutex(Mailbox())

    init(policy: AddressPolicy) { self.policy = policy }

    // MARK: From any task

    /// Runs one hop and waits for its end.
    func run(_ plan: TransferPlan) async -> Answer {
        let id = mailbox.withLock { box in
            box.nextID += 1
            return box.nextID
        }
        defer { mailbox.withLock { _ = $0.cancelled.remove(id) } }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { submit(.init(id: id, plan: plan, continuation: $0)) }
        } onCancel: {
            mailbox.withLock { box in
                box.cancelled.insert(id)
                Self.wake(box)
            }
        }
    }

    func stop() {
        mailbox.withLock { box in
            box.isStopped = true
            Self.wake(box)
        }
    }

    private func submit(_ order: Mailbox.Order) {
        let isTaken = mailbox.withLock { box in
            guard !box.isStopped, !box.cancelled.contains(order.id) else { return false }
            box.orders.append(order)
            Self.wake(box)
            return true
        }
        guard !isTaken else { return }
        order.continuation.resume(returning: .failure(FetchError(.cancelled, host: order.plan.address.host)))
    }

    private static func wake(_ box: borrowing Mailbox) {
        if let multi = box.multi { curl_multi_wakeup(multi.handle) }
    }

    // MARK: The thread

    /// curl's own tables must be ready before the first handle.
    private static let isCurlReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    /// Starts the thread.
    ///
    /// Without one (no memory) every request ends with `cancelled`.
    func start() {
        guard Self.isCurlReady, let handle = curl_multi_init() else { return stop() }
        mailbox.withLock { $0.multi = Multi(handle: handle) }
        var thread = pthread_t(bitPattern: 0)
        let context = Unmanaged.passRetained(self).toOpaque()
        let failure = pthread_create(&thread, nil, runThread, context)
        guard failure != 0 else { return }
        Unmanaged<EngineLoop>.fromOpaque(context).release()
        stop()
    }

    /// The thread's whole life.
    fileprivate func live() {
        // Host names are turned into punycode by libidn2, which reads them in the thread's locale.
        let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
        if let locale { uselocale(locale) }
        guard let multi = mailbox.withLock({ $0.multi }) else { return }
        var running: [UnsafeMutableRawPointer: Running] = [:]
        while true {
            let (orders, cancelled, isStopped) = mailbox.withLock { box in
                defer { box.orders = [] }
                return (box.orders, box.cancelled, box.isStopped)
            }
            for order in orders { begin(order, on: multi, &running) }
            if isStopped { break }
            end(running.values.filter { cancelled.contains($0.order.id) }, .cancelled, on: multi, &running)
            var count: Int32 = 0
            curl_multi_perform(multi.handle, &count)
            collect(from: multi, &running)
            endLate(on: multi, &running)
            curl_multi_poll(
                multi.handle,
                nil,
                0,
                Self.wait(until: running.values.map(\.easy.deadlines.next).min()),
                nil
            )
        }
        end(Array(running.values), .cancelled, on: multi, &running)
        mailbox.withLock { $0.multi = nil }
        curl_multi_cleanup(multi.handle)
        uselocale(nil)
        if let locale { freelocale(locale) }
    }

    private struct Running {
        let order: Mailbox.Order
        let easy: EasyHandle
    }

    private func begin(
        _ order: Mailbox.Order,
        on multi: Multi,
        _ running: inout [UnsafeMutableRawPointer: Running],
    ) {
        let transfer = Transfer(plan: order.plan, policy: policy)
        guard let easy = EasyHandle(transfer, now: .now), curl_multi_add_handle(multi.handle, easy.curl) == CURLM_OK
        else {
            return order.continuation.resume(returning: transfer.abandon(.storage))
        }
        running[easy.curl] = Running(order: order, easy: easy)
    }

    /// Answers the transfers that curl says are done.
    private func collect(from multi: Multi, _ running: inout [UnsafeMutableRawPointer: Running]) {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi.handle, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let curl = message.pointee.easy_handle else { continue }
            // The message dies with the handle: read it first.
            let code = message.pointee.data.result
            guard let done = running.removeValue(forKey: curl) else { continue }
            let failure = done.easy.failure(code)
            let seen: Answer? = done.order.plan.isProbe ? .success(.certificate(done.easy.certificateDates)) : nil
            curl_multi_remove_handle(multi.handle, curl)
            done.order.continuation.resume(returning: seen ?? done.easy.transfer.conclude(failure))
        }
    }

    /// Ends the transfers that have used up their time.
    private func endLate(on multi: Multi, _ running: inout [UnsafeMutableRawPointer: Running]) {
        let now = ContinuousClock.now
        for each in Array(running.values) {
            let transfer = each.easy.transfer
            let reason = each.easy.deadlines.expired(
                now: now,
                isHeadComplete: transfer.head.isComplete,
                wireByteCount: transfer.wireByteCount
            )
            if let reason { end([each], reason, on: multi, &running) }
        }
    }

    private func end(
        _ transfers: [Running],
        _ reason: FetchError.Code,
        on multi: Multi,
        _ running: inout [UnsafeMutableRawPointer: Running],
    ) {
        for each in transfers {
            curl_multi_remove_handle(multi.handle, each.easy.curl)
            running[each.easy.curl] = nil
            each.order.continuation.resume(returning: each.easy.transfer.abandon(reason))
        }
    }

    /// Milliseconds to wait for sockets at most; curl shortens it by its own timers, a wake-up ends it.
    private static func wait(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return 60_000 }
        let left = (deadline - .now).components
        let milliseconds = left.seconds * 1_000 + left.attoseconds / 1_000_000_000_000_000 + 1
        return Int32(min(max(milliseconds, 1), 60_000))
    }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    guard let context else { return nil }
    Unmanaged<EngineLoop>.fromOpaque(context).takeRetainedValue().live()
    return nil
}
