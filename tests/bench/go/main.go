// The channel benchmark's program for Go; see ../workloads.hpp, which is the same in C++ and says
// what a program takes and prints. Goroutines are no threads: `same` runs the whole process on one
// processor, `spread` leaves it all of them. A channel of Go always has a bound.
package main

import (
	"fmt"
	"os"
	"sort"
	"strconv"
	"sync"
	"syscall"
	"time"
	"unsafe"
)

type shape int

const (
	flow shape = iota
	selecting
	pingPong
)

type row struct {
	shape     shape
	bound     int // 0: rendezvous
	producers int
	consumers int
}

var rows = map[string]row{
	"bounded1-1-1":   {flow, 1, 1, 1},
	"bounded64-1-1":  {flow, 64, 1, 1},
	"bounded64-4-1":  {flow, 64, 4, 1},
	"bounded64-4-4":  {flow, 64, 4, 4},
	"rendezvous-1-1": {flow, 0, 1, 1},
	"rendezvous-4-1": {flow, 0, 4, 1},
	"select-4":       {selecting, 64, 4, 1},
	"ping-pong":      {pingPong, 1, 1, 1},
}

var impossible = map[string]bool{
	"unbounded-1-1": true, "unbounded-1-1-64b": true,
	"unbounded-4-1": true, "unbounded-fill-drain": true,
}

type figures struct {
	ns, cpuNs float64
	sum       uint64
}

func stop(status int, sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	os.Exit(status)
}

func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		stop(1, err.Error())
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// Restarts the program on its first allowed processor, unless it has only that one: the runtime has
// made threads before main begins.
func pinProcess() {
	var allowed, one [16]uint64
	_, _, failed := syscall.RawSyscall(
		syscall.SYS_SCHED_GETAFFINITY, 0, 128, uintptr(unsafe.Pointer(&allowed)))
	if failed != 0 {
		stop(1, "The allowed processors could not be read.")
	}
	cpus := 0
	for cpu := 0; cpu < 1024; cpu++ {
		if allowed[cpu/64]>>(cpu%64)&1 == 1 {
			if cpus == 0 {
				one[cpu/64] = 1 << (cpu % 64)
			}
			cpus++
		}
	}
	if cpus == 1 {
		return
	}
	_, _, failed = syscall.RawSyscall(
		syscall.SYS_SCHED_SETAFFINITY, 0, 128, uintptr(unsafe.Pointer(&one)))
	if failed != 0 {
		stop(1, "The process could not be pinned.")
	}
	err := syscall.Exec("/proc/self/exe", os.Args, os.Environ())
	stop(1, err.Error())
}

// Runs each role in a goroutine; the time is taken from the moment when all wait at the start to
// the latest end that a role returns.
func runTogether(messages uint64, roles []func() time.Time) figures {
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	ends := make([]time.Time, len(roles))
	ready.Add(len(roles))
	done.Add(len(roles))
	for i := range roles {
		go func(i int) {
			ready.Done()
			<-start
			ends[i] = roles[i]()
			done.Done()
		}(i)
	}
	ready.Wait()
	cpu := cpuTime()
	begin := time.Now()
	close(start)
	done.Wait()
	cpu = cpuTime() - cpu
	var wall time.Duration
	for _, end := range ends {
		if took := end.Sub(begin); took > wall {
			wall = took
		}
	}
	return figures{
		ns:    float64(wall.Nanoseconds()) / float64(messages),
		cpuNs: float64(cpu.Nanoseconds()) / float64(messages),
	}
}

func producer(into chan<- uint64, first, share uint64) func() time.Time {
	return func() (none time.Time) {
		for n := uint64(1); n <= share; n++ {
			into <- first + n
		}
		return
	}
}

func runFlow(what row, messages uint64) figures {
	channel := make(chan uint64, what.bound)
	sums := make([]uint64, what.consumers)
	var roles []func() time.Time
	for i := 0; i < what.consumers; i++ {
		i, share := i, messages/uint64(what.consumers)
		roles = append(roles, func() time.Time {
			var sum uint64
			for n := uint64(0); n < share; n++ {
				sum += <-channel
			}
			end := time.Now()
			sums[i] = sum
			return end
		})
	}
	share := messages / uint64(what.producers)
	for i := 0; i < what.producers; i++ {
		roles = append(roles, producer(channel, uint64(i)*share, share))
	}
	result := runTogether(messages, roles)
	for _, sum := range sums {
		result.sum += sum
	}
	return result
}

func runSelecting(what row, messages uint64) figures {
	var channels [4]chan uint64
	for i := range channels {
		channels[i] = make(chan uint64, what.bound)
	}
	a, b, c, d := channels[0], channels[1], channels[2], channels[3]
	var sum uint64
	roles := []func() time.Time{func() time.Time {
		var own uint64
		for n := uint64(0); n < messages; n++ {
			select {
			case message := <-a:
				own += message
			case message := <-b:
				own += message
			case message := <-c:
				own += message
			case message := <-d:
				own += message
			}
		}
		end := time.Now()
		sum = own
		return end
	}}
	share := messages / 4
	for i, channel := range channels {
		roles = append(roles, producer(channel, uint64(i)*share, share))
	}
	result := runTogether(messages, roles)
	result.sum = sum
	return result
}

func runPingPong(what row, messages uint64) figures {
	there, back := make(chan uint64, what.bound), make(chan uint64, what.bound)
	roundTrips := make([]time.Duration, messages)
	var sum uint64
	ping := func() time.Time {
		before := time.Now()
		for n := range roundTrips {
			there <- uint64(n) + 1
			sum += <-back
			now := time.Now()
			roundTrips[n] = now.Sub(before)
			before = now
		}
		return before
	}
	pong := func() (none time.Time) {
		for range roundTrips {
			back <- <-there
		}
		return
	}
	result := runTogether(messages, []func() time.Time{ping, pong})
	sort.Slice(roundTrips, func(i, j int) bool { return roundTrips[i] < roundTrips[j] })
	result.ns = float64(roundTrips[messages/2].Nanoseconds())
	result.sum = sum
	return result
}

func main() {
	if len(os.Args) != 5 {
		stop(2, "The arguments are PEER ROW PINNING MESSAGES.")
	}
	if os.Args[1] != "go" {
		stop(2, "There is no peer "+os.Args[1]+" here.")
	}
	what, known := rows[os.Args[2]]
	if impossible[os.Args[2]] {
		os.Exit(3)
	}
	if !known {
		stop(2, "There is no row "+os.Args[2]+".")
	}
	messages, err := strconv.ParseUint(os.Args[4], 10, 64)
	if err != nil || messages < 4 || messages%4 != 0 {
		stop(2, "The messages are a multiple of 4.")
	}
	switch os.Args[3] {
	case "same":
		pinProcess()
	case "spread":
	default:
		stop(2, "The pinnings are same and spread.")
	}

	run := map[shape]func(row, uint64) figures{
		flow: runFlow, selecting: runSelecting, pingPong: runPingPong,
	}[what.shape]
	warmUp := messages / 40 * 4
	if warmUp < 4 {
		warmUp = 4
	}
	run(what, warmUp)
	result := run(what, messages)
	if result.sum != messages*(messages+1)/2 {
		stop(1, "The sum of the payloads is wrong.")
	}
	fmt.Printf("{\"ns\": %.2f, \"cpu_ns\": %.2f, \"sum\": %d}\n", result.ns, result.cpuNs, result.sum)
}
